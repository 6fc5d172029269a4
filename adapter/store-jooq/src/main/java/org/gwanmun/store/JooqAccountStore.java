package org.gwanmun.store;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.gwanmun.core.access.Account;
import org.gwanmun.core.access.AccountOutcome;
import org.gwanmun.core.access.AccountStore;
import org.gwanmun.core.access.ApiToken;
import org.gwanmun.core.access.Role;
import org.gwanmun.core.audit.AuditFact;
import org.gwanmun.core.audit.AuditHead;
import org.gwanmun.store.Tables.AccountRole;
import org.gwanmun.store.Tables.Person;
import org.gwanmun.store.Tables.Token;
import org.gwanmun.store.Tables.TokenRole;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Accounts and tokens in their tables. Every change begins by locking the head of the audit chain, so changes come one after
 * another, and what a change saw still holds when it is stored.
 */
final class JooqAccountStore implements AccountStore {
    private final DSLContext dsl;

    JooqAccountStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public List<Account> accounts() {
        return dsl.transactionResult(configuration -> read(DSL.using(configuration), DSL.trueCondition()));
    }

    @Override
    public Optional<Account> findAccount(String name) {
        return dsl.transactionResult(configuration -> find(DSL.using(configuration), name));
    }

    private static Optional<Account> find(DSLContext transaction, String name) {
        return Account.isName(name)
                ? read(transaction, Person.NAME_KEY.eq(Account.key(name))).stream()
                        .findFirst()
                : Optional.empty();
    }

    private static List<Account> read(DSLContext transaction, Condition which) {
        Map<String, Set<Role>> roles =
                roles(transaction, AccountRole.TABLE, AccountRole.ACCOUNT_NAME, AccountRole.ROLE);
        return transaction
                .select(Person.ALL)
                .from(Person.TABLE)
                .where(which)
                .orderBy(Person.NAME_KEY)
                .fetch(row -> new Account(
                        row.get(Person.NAME),
                        roles.getOrDefault(row.get(Person.NAME), Set.of()),
                        row.get(Person.PASSWORD_HASH),
                        Optional.ofNullable(row.get(Person.ONE_TIME_UNTIL)),
                        row.get(Person.DISABLED),
                        row.get(Person.CREATED_AT),
                        row.get(Person.PASSWORD_AT)));
    }

    private static Map<String, Set<Role>> roles(
            DSLContext transaction, Table<Record> table, Field<String> owner, Field<String> role) {
        Map<String, Set<Role>> roles = new HashMap<>();
        transaction.select(owner, role).from(table).forEach(row -> roles.computeIfAbsent(
                        row.value1(), name -> EnumSet.noneOf(Role.class))
                .add(Role.valueOf(row.value2().toUpperCase(Locale.ROOT))));
        return roles;
    }

    @Override
    public AccountOutcome create(Account account, AuditFact fact) {
        return dsl.transactionResult(configuration -> {
            DSLContext transaction = DSL.using(configuration);
            AuditHead head = JooqAuditLog.lockedHead(transaction);
            if (find(transaction, account.name()).isPresent()) {
                return new AccountOutcome.NameTaken();
            }
            transaction
                    .insertInto(Person.TABLE)
                    .set(Person.NAME, account.name())
                    .set(Person.NAME_KEY, Account.key(account.name()))
                    .set(values(account))
                    .execute();
            writeRoles(transaction, account);
            JooqAuditLog.append(transaction, head, fact);
            return new AccountOutcome.Stored(account);
        });
    }

    @Override
    public AccountOutcome change(String name, UnaryOperator<Account> change, AuditFact fact) {
        return dsl.transactionResult(configuration -> {
            DSLContext transaction = DSL.using(configuration);
            AuditHead head = JooqAuditLog.lockedHead(transaction);
            Optional<Account> before = find(transaction, name);
            if (before.isEmpty()) {
                return new AccountOutcome.NoSuchAccount();
            }
            Account after = change.apply(before.get());
            if (!after.name().equals(before.get().name())) {
                throw new IllegalArgumentException("An account keeps its name.");
            }
            if (before.get().activeAdmin() && !after.activeAdmin() && isLastAdmin(transaction)) {
                return new AccountOutcome.LastAdmin();
            }
            transaction
                    .update(Person.TABLE)
                    .set(values(after))
                    .where(Person.NAME.eq(after.name()))
                    .execute();
            if (!after.roles().equals(before.get().roles())) {
                transaction
                        .deleteFrom(AccountRole.TABLE)
                        .where(AccountRole.ACCOUNT_NAME.eq(after.name()))
                        .execute();
                writeRoles(transaction, after);
            }
            JooqAuditLog.append(transaction, head, fact);
            return new AccountOutcome.Stored(after);
        });
    }

    private static boolean isLastAdmin(DSLContext transaction) {
        return read(transaction, DSL.trueCondition()).stream()
                        .filter(Account::activeAdmin)
                        .count()
                == 1;
    }

    /** All columns but the names. */
    private static Map<Field<?>, Object> values(Account account) {
        Map<Field<?>, Object> values = new HashMap<>();
        values.put(Person.PASSWORD_HASH, account.passwordHash());
        values.put(
                Person.ONE_TIME_UNTIL,
                account.oneTimeUntil().<Object>map(at -> at).orElseGet(() -> DSL.val(null, Person.ONE_TIME_UNTIL)));
        values.put(Person.DISABLED, account.disabled());
        values.put(Person.CREATED_AT, account.createdAt());
        values.put(Person.PASSWORD_AT, account.passwordAt());
        return values;
    }

    private static void writeRoles(DSLContext transaction, Account account) {
        for (Role role : account.roles()) {
            transaction
                    .insertInto(AccountRole.TABLE)
                    .set(AccountRole.ACCOUNT_NAME, account.name())
                    .set(AccountRole.ROLE, role.word())
                    .execute();
        }
    }

    @Override
    public List<ApiToken> tokens() {
        return dsl.transactionResult(configuration -> tokens(DSL.using(configuration), DSL.trueCondition()));
    }

    @Override
    public Optional<ApiToken> findToken(String hash) {
        return dsl.transactionResult(configuration ->
                tokens(DSL.using(configuration), Token.HASH.eq(hash)).stream().findFirst());
    }

    private static List<ApiToken> tokens(DSLContext transaction, Condition which) {
        Map<String, Set<Role>> roles = roles(transaction, TokenRole.TABLE, TokenRole.TOKEN_ID, TokenRole.ROLE);
        return transaction
                .select(Token.ALL)
                .from(Token.TABLE)
                .where(which)
                .orderBy(Token.CREATED_AT.desc(), Token.ID)
                .fetch(row -> new ApiToken(
                        row.get(Token.ID),
                        row.get(Token.NAME),
                        roles.getOrDefault(row.get(Token.ID), Set.of()),
                        row.get(Token.HASH),
                        row.get(Token.MADE_BY),
                        row.get(Token.CREATED_AT),
                        row.get(Token.EXPIRES_AT),
                        Optional.ofNullable(row.get(Token.REVOKED_AT))));
    }

    @Override
    public void create(ApiToken token, AuditFact fact) {
        dsl.transaction(configuration -> {
            DSLContext transaction = DSL.using(configuration);
            AuditHead head = JooqAuditLog.lockedHead(transaction);
            transaction
                    .insertInto(Token.TABLE)
                    .set(Token.ID, token.id())
                    .set(Token.NAME, token.name())
                    .set(Token.HASH, token.hash())
                    .set(Token.MADE_BY, token.madeBy())
                    .set(Token.CREATED_AT, token.createdAt())
                    .set(Token.EXPIRES_AT, token.expiresAt())
                    .execute();
            for (Role role : token.roles()) {
                transaction
                        .insertInto(TokenRole.TABLE)
                        .set(TokenRole.TOKEN_ID, token.id())
                        .set(TokenRole.ROLE, role.word())
                        .execute();
            }
            JooqAuditLog.append(transaction, head, fact);
        });
    }

    @Override
    public Optional<ApiToken> revoke(String id, Instant at, AuditFact fact) {
        return dsl.transactionResult(configuration -> {
            DSLContext transaction = DSL.using(configuration);
            AuditHead head = JooqAuditLog.lockedHead(transaction);
            int revoked = transaction
                    .update(Token.TABLE)
                    .set(Token.REVOKED_AT, at)
                    .where(Token.ID.eq(id))
                    .and(Token.REVOKED_AT.isNull())
                    .execute();
            if (revoked == 0) {
                return Optional.<ApiToken>empty();
            }
            JooqAuditLog.append(transaction, head, fact);
            return tokens(transaction, Token.ID.eq(id)).stream().findFirst();
        });
    }
}
