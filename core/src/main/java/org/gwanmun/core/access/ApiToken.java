package org.gwanmun.core.access;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * What a program shows instead of a person's name and password. The secret itself is known to the program alone.
 *
 * @param id names the token without telling the secret
 * @param name what the program is, in the administrator's words; 1 to 60 characters
 * @param roles what the program may be
 * @param hash SHA-256 of the secret, 64 lower-case hex digits
 * @param madeBy account that made it
 * @param createdAt when
 * @param expiresAt until when it is good
 * @param revokedAt when it was taken back, if it was
 */
public record ApiToken(
        String id,
        String name,
        Set<Role> roles,
        String hash,
        String madeBy,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> revokedAt) {
    public ApiToken {
        roles = Account.checkedRoles(roles);
        if (name.isBlank() || name.length() > 60 || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A token's name has 1 to 60 characters.");
        }
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("The hash of a token has 64 hex digits.");
        }
        createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
        expiresAt = expiresAt.truncatedTo(ChronoUnit.MICROS);
        revokedAt = revokedAt.map(at -> at.truncatedTo(ChronoUnit.MICROS));
    }

    /** Whether it opens anything at that time. */
    public boolean goodAt(Instant now) {
        return revokedAt.isEmpty() && now.isBefore(expiresAt);
    }

    /** The roles in the order of their rank: {@code admin,officer}. */
    public String roleWords() {
        return Account.words(roles);
    }

    @Override
    public String toString() {
        return "ApiToken[" + id + ", " + roleWords() + "]";
    }
}
