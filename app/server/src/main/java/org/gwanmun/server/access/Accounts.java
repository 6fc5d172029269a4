package org.gwanmun.server.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.gwanmun.core.access.Account;
import org.gwanmun.core.access.AccountOutcome;
import org.gwanmun.core.access.AccountStore;
import org.gwanmun.core.access.ApiToken;
import org.gwanmun.core.access.Role;
import org.gwanmun.core.audit.AuditFact;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Accounts and tokens as the server uses them: it makes passwords and secrets, tells them once, and keeps hashes only. Each
 * change goes into the audit chain under the pseudonyms of who did it and to whom.
 */
public final class Accounts {
    /** The administrator of the first start. */
    static final String FIRST = "admin";

    /** Who did what nobody in particular did. */
    static final String SYSTEM = "system";

    static final String TOKEN_PREFIX = "gwt_";

    private static final Duration ONE_TIME = Duration.ofHours(24);

    /** Letters and digits that are not mistaken for each other. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 3;
    private static final int GROUP = 4;
    private static final int SECRET_BYTES = 32;
    private static final int TOKEN_ID_BYTES = 6;

    private final AccountStore store;
    private final Pseudonyms pseudonyms;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final PasswordEncoder encoder = new BCryptPasswordEncoder();

    /** What a guess at nobody's password is compared with, so that it takes as long. */
    private final String nobodysHash;

    /**
     * Accounts of a store.
     *
     * @param random source of passwords and secrets; must be cryptographically strong
     */
    public Accounts(AccountStore store, Pseudonyms pseudonyms, InstantSource clock, RandomGenerator random) {
        this.store = store;
        this.pseudonyms = pseudonyms;
        this.clock = clock;
        this.random = random;
        this.nobodysHash = hash(password());
    }

    /** Makes sure that there is an account for each role, named like it, and gives each a new password. */
    public List<Login> demonstrate() {
        Map<Role, Login> fresh = new EnumMap<>(Role.class);
        Arrays.stream(Role.values())
                .parallel() // a hash takes long, as it should
                .map(role -> {
                    String password = password();
                    return new Login(account(role.word(), Set.of(role), hash(password), Optional.empty()), password);
                })
                .forEachOrdered(
                        login -> fresh.put(login.account().roles().iterator().next(), login));
        fresh.values().forEach(login -> keep(login.account()));
        return List.copyOf(fresh.values());
    }

    private void keep(Account account) {
        AuditFact made = fact(SYSTEM, "account.created", account.name(), "roles=" + account.roleWords());
        if (store.create(account, made) instanceof AccountOutcome.NameTaken) {
            store.change(
                    account.name(),
                    was -> was.withRoles(account.roles())
                            .withDisabled(false)
                            .withPassword(account.passwordHash(), Optional.empty(), clock.instant()),
                    fact(SYSTEM, "account.password_reset", account.name(), "demonstration"));
        }
    }

    /**
     * Makes an administrator if there is no account yet. If the only account is that administrator, who has not signed in
     * yet and chosen a password, the password told before is good no more and a new one is made.
     */
    public Optional<Login> firstAdministrator() {
        List<Account> accounts = store.accounts();
        String password = password();
        Instant now = clock.instant();
        if (accounts.isEmpty()) {
            Account first = account(FIRST, Set.of(Role.ADMIN), hash(password), Optional.of(now.plus(ONE_TIME)));
            store.create(first, fact(SYSTEM, "account.created", FIRST, "roles=admin"));
            return Optional.of(new Login(first, password));
        }
        Account only = accounts.getFirst();
        // Set when it was made: by a start, not by "account reset".
        if (accounts.size() > 1
                || !only.mustChangePassword()
                || !only.passwordAt().equals(only.createdAt())) {
            return Optional.empty();
        }
        String hash = hash(password);
        AccountOutcome outcome = store.change(
                only.name(),
                was -> new Account(
                        was.name(), was.roles(), hash, Optional.of(now.plus(ONE_TIME)), was.disabled(), now, now),
                fact(SYSTEM, "account.password_reset", only.name(), "start"));
        return outcome instanceof AccountOutcome.Stored(var account)
                ? Optional.of(new Login(account, password))
                : Optional.empty();
    }

    /** Gives an account a new one-time password, as the person at the machine; empty if there is no such account. */
    public Optional<Login> resetAtTheMachine(String name) {
        String password = password();
        return switch (resetPassword(name, password, SYSTEM)) {
            case AccountOutcome.Stored(var account) -> Optional.of(new Login(account, password));
            default -> Optional.empty();
        };
    }

    /** All accounts. */
    List<Account> all() {
        return store.accounts();
    }

    /** The account of a name, in whatever letter case. */
    Optional<Account> find(String name) {
        return store.findAccount(name);
    }

    /** Whether that is the account's password. It takes as long if there is no account. */
    boolean isPassword(Optional<Account> account, String password) {
        boolean right =
                encoder.matches(password, account.map(Account::passwordHash).orElse(nobodysHash));
        return right && account.isPresent();
    }

    /** Whether the one-time password of an account came too late. */
    boolean expired(Account account) {
        return account.oneTimeUntil()
                .filter(until -> !clock.instant().isBefore(until))
                .isPresent();
    }

    /** Adds an account with a one-time password. */
    AccountOutcome create(String name, Set<Role> roles, String password, String actor) {
        Account account =
                account(name, roles, hash(password), Optional.of(clock.instant().plus(ONE_TIME)));
        return store.create(account, fact(actor, "account.created", name, "roles=" + account.roleWords()));
    }

    AccountOutcome changeRoles(String name, Set<Role> roles, String actor) {
        return change(
                name,
                was -> was.withRoles(roles),
                actor,
                "account.roles",
                "roles=" + account("words", roles, "", Optional.empty()).roleWords());
    }

    AccountOutcome disable(String name, boolean disabled, String actor) {
        return change(
                name, was -> was.withDisabled(disabled), actor, disabled ? "account.disabled" : "account.enabled", "");
    }

    AccountOutcome resetPassword(String name, String password, String actor) {
        String hash = hash(password);
        Instant now = clock.instant();
        return change(
                name,
                was -> was.withPassword(hash, Optional.of(now.plus(ONE_TIME)), now),
                actor,
                "account.password_reset",
                "");
    }

    /** Keeps a password that the person chose. */
    AccountOutcome choosePassword(String name, String password) {
        String hash = hash(password);
        return change(
                name,
                was -> was.withPassword(hash, Optional.empty(), clock.instant()),
                pseudonyms.of(name),
                "account.password_changed",
                "");
    }

    private AccountOutcome change(
            String name, UnaryOperator<Account> change, String actor, String action, String detail) {
        // By the name as stored, or the pseudonym would depend on how somebody wrote it.
        Optional<Account> account = store.findAccount(name);
        return account.isEmpty()
                ? new AccountOutcome.NoSuchAccount()
                : store.change(name, change, fact(actor, action, account.get().name(), detail));
    }

    List<ApiToken> tokens() {
        return store.tokens();
    }

    /** The token of a secret, if it is good now. */
    Optional<ApiToken> findToken(String secret) {
        return secret.startsWith(TOKEN_PREFIX) && secret.length() <= 100
                ? store.findToken(sha256(secret)).filter(token -> token.goodAt(clock.instant()))
                : Optional.empty();
    }

    /**
     * A token with its secret.
     *
     * @param token what is kept
     * @param secret told once
     */
    record NewToken(ApiToken token, String secret) {
        @Override
        public String toString() {
            return "NewToken[" + token + "]";
        }
    }

    NewToken createToken(String name, Set<Role> roles, Duration good, Account maker) {
        byte[] secretBytes = new byte[SECRET_BYTES];
        byte[] idBytes = new byte[TOKEN_ID_BYTES];
        synchronized (random) {
            random.nextBytes(secretBytes);
            random.nextBytes(idBytes);
        }
        String secret = TOKEN_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secretBytes);
        Instant now = clock.instant();
        ApiToken token = new ApiToken(
                "t-" + HexFormat.of().formatHex(idBytes),
                name,
                roles,
                sha256(secret),
                maker.name(),
                now,
                now.plus(good),
                Optional.empty());
        store.create(
                token,
                new AuditFact(
                        now,
                        pseudonyms.of(maker.name()),
                        "token.created",
                        token.id(),
                        "roles=" + token.roleWords() + " expires=" + token.expiresAt()));
        return new NewToken(token, secret);
    }

    Optional<ApiToken> revokeToken(String id, String actor) {
        return id.matches("t-[0-9a-f]{12}")
                ? store.revoke(id, clock.instant(), new AuditFact(clock.instant(), actor, "token.revoked", id, ""))
                : Optional.empty();
    }

    private AuditFact fact(String actor, String action, String name, String detail) {
        return new AuditFact(clock.instant(), actor, action, pseudonyms.of(name), detail);
    }

    private Account account(String name, Set<Role> roles, String hash, Optional<Instant> oneTimeUntil) {
        Instant now = clock.instant();
        return new Account(name, roles, hash, oneTimeUntil, false, now, now);
    }

    private String hash(String password) {
        String hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("A password has no hash.");
        }
        return hash;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform must offer SHA-256, this one does not.", e);
        }
    }

    /** A password of 12 of 31 signs, 59 bits. */
    String password() {
        StringBuilder password = new StringBuilder();
        synchronized (random) {
            for (int i = 0; i < GROUPS * GROUP; i++) {
                if (i > 0 && i % GROUP == 0) {
                    password.append('-');
                }
                password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
        }
        return password.toString();
    }
}
