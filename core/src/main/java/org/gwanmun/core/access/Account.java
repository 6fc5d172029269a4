package org.gwanmun.core.access;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A person's account. The constructor refuses, with {@link IllegalArgumentException}, a name that is none, no role at all,
 * and roles that one person may not have together.
 *
 * @param name as the person writes it; 2 to 40 letters, digits, points, hyphens and underscores, of ASCII; letter case does
 *     not tell accounts apart
 * @param roles what the person is
 * @param passwordHash hash of the password, never the password
 * @param oneTimeUntil until when a one-time password may be used; empty if the person chose the password
 * @param disabled whether nobody may sign in
 * @param createdAt when it was made
 * @param passwordAt when the password was last set
 */
public record Account(
        String name,
        Set<Role> roles,
        String passwordHash,
        Optional<Instant> oneTimeUntil,
        boolean disabled,
        Instant createdAt,
        Instant passwordAt) {
    public Account {
        if (!isName(name)) {
            throw new IllegalArgumentException("\"" + name + "\" is no name of an account.");
        }
        roles = checkedRoles(roles);
        oneTimeUntil = oneTimeUntil.map(at -> at.truncatedTo(ChronoUnit.MICROS));
        createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
        passwordAt = passwordAt.truncatedTo(ChronoUnit.MICROS);
    }

    static Set<Role> checkedRoles(Set<Role> roles) {
        if (roles.isEmpty() || !Role.separate(roles)) {
            throw new IllegalArgumentException("Nobody may have the roles " + roles + ".");
        }
        return Set.copyOf(roles);
    }

    /** Whether a text can be an account's name. */
    public static boolean isName(String text) {
        return text.matches("[A-Za-z0-9][A-Za-z0-9._-]{1,39}");
    }

    /** The form of a name by which accounts are told apart. */
    public static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Whether the person has yet to choose a password. */
    public boolean mustChangePassword() {
        return oneTimeUntil.isPresent();
    }

    /** Whether this is an administrator who may sign in. */
    public boolean activeAdmin() {
        return !disabled && roles.contains(Role.ADMIN);
    }

    /** The roles in the order of their rank: {@code admin,officer}. */
    public String roleWords() {
        return words(roles);
    }

    static String words(Set<Role> roles) {
        return EnumSet.copyOf(roles).stream().map(Role::word).collect(Collectors.joining(","));
    }

    /** The same with other roles. */
    public Account withRoles(Set<Role> others) {
        return new Account(name, others, passwordHash, oneTimeUntil, disabled, createdAt, passwordAt);
    }

    /** The same, disabled or not. */
    public Account withDisabled(boolean now) {
        return new Account(name, roles, passwordHash, oneTimeUntil, now, createdAt, passwordAt);
    }

    /** The same with another password; {@code until} if it is good for one sign-in only. */
    public Account withPassword(String hash, Optional<Instant> until, Instant at) {
        return new Account(name, roles, hash, until, disabled, createdAt, at);
    }

    @Override
    public String toString() {
        return "Account[" + name + ", " + roleWords() + (disabled ? ", disabled]" : "]");
    }
}
