package org.gwanmun.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gwanmun.core.access.Account;
import org.gwanmun.core.access.AccountOutcome;
import org.gwanmun.core.access.AccountOutcome.LastAdmin;
import org.gwanmun.core.access.AccountOutcome.NameTaken;
import org.gwanmun.core.access.AccountOutcome.NoSuchAccount;
import org.gwanmun.core.access.AccountOutcome.Stored;
import org.gwanmun.core.access.ApiToken;
import org.gwanmun.core.access.Role;
import org.gwanmun.core.audit.AuditFact;
import org.gwanmun.core.audit.AuditVerification.Intact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Accounts and tokens, on each database. */
@ParameterizedClass
@EnumSource(StoreSettings.Kind.class)
class AccountStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00.123456Z");

    private final TestDatabase database;

    AccountStoreTest(StoreSettings.Kind kind, @TempDir Path folder) {
        this.database = TestDatabase.fresh(kind, folder);
    }

    @Test
    void whatWasMadeComesBackAsItWasAfterARestart() {
        Account kim = account("Kim.M", Role.OFFICER, Role.INSTRUCTOR);
        Account once = account("admin", Role.ADMIN).withPassword("hash-2", Optional.of(NOW.plusSeconds(60)), NOW);
        try (GwanmunStore store = open()) {
            assertThat(store.accounts().accounts()).isEmpty();
            assertThat(store.accounts().create(kim, fact("account.created"))).isEqualTo(new Stored(kim));
            assertThat(store.accounts().create(once, fact("account.created"))).isEqualTo(new Stored(once));
            store.accounts().create(token("t-1", 'a'), fact("token.created"));
        }
        try (GwanmunStore store = open()) {
            assertThat(store.accounts().accounts()).containsExactly(once, kim);
            assertThat(store.accounts().findAccount("kim.m")).contains(kim);
            assertThat(store.accounts().findAccount("nobody")).isEmpty();
            assertThat(store.accounts().findAccount("kim.m' or '1'='1")).isEmpty();
            assertThat(store.accounts().tokens()).containsExactly(token("t-1", 'a'));
            assertThat(store.audit().newest(10)).hasSize(3);
            assertThat(store.audit().verify()).isInstanceOf(Intact.class);
        }
    }

    @Test
    void letterCaseDoesNotTellAccountsApart() {
        try (GwanmunStore store = open()) {
            store.accounts().create(account("officer", Role.OFFICER), fact("account.created"));
            assertThat(store.accounts().create(account("Officer", Role.AUDITOR), fact("account.created")))
                    .isInstanceOf(NameTaken.class);
            assertThat(store.accounts().accounts()).hasSize(1);
            assertThat(store.audit().newest(10)).as("a refusal is no change").hasSize(1);
        }
    }

    @Test
    void rolesPasswordAndDisablingChangeEachWithItsEntry() {
        try (GwanmunStore store = open()) {
            store.accounts().create(account("kim", Role.OFFICER), fact("account.created"));
            store.accounts()
                    .change("KIM", kim -> kim.withRoles(Set.of(Role.AUDITOR, Role.ADMIN)), fact("account.roles"));
            store.accounts()
                    .change("kim", kim -> kim.withPassword("new", Optional.empty(), NOW), fact("account.password"));
            store.accounts().change("kim", kim -> kim.withRoles(Set.of(Role.TRAINEE)), fact("account.roles"));
            assertThat(store.accounts().findAccount("kim").orElseThrow().roles())
                    .as("the last administrator stays one")
                    .containsExactlyInAnyOrder(Role.AUDITOR, Role.ADMIN);
            assertThat(store.accounts().findAccount("kim").orElseThrow().passwordHash())
                    .isEqualTo("new");
            assertThat(store.accounts().change("lee", lee -> lee, fact("account.roles")))
                    .isInstanceOf(NoSuchAccount.class);
            assertThat(store.audit().newest(10)).hasSize(3);
        }
    }

    @Test
    void ofTwoAdministratorsWhoDisableEachOtherAtOnceOneStays() throws Exception {
        try (GwanmunStore store = open();
                ExecutorService pool = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 20; round++) {
                String a = "a" + round;
                String b = "b" + round;
                store.accounts().create(account(a, Role.ADMIN), fact("account.created"));
                for (Account earlier : store.accounts().accounts()) {
                    if (!earlier.disabled() && !earlier.name().equals(a)) {
                        store.accounts()
                                .change(earlier.name(), was -> was.withDisabled(true), fact("account.disabled"));
                    }
                }
                store.accounts().create(account(b, Role.ADMIN), fact("account.created"));
                List<Callable<AccountOutcome>> both = List.of(
                        () -> store.accounts().change(a, was -> was.withDisabled(true), fact("account.disabled")),
                        () -> store.accounts()
                                .change(b, was -> was.withRoles(Set.of(Role.TRAINEE)), fact("account.roles")));
                int last = 0;
                for (Future<AccountOutcome> outcome : pool.invokeAll(both)) {
                    last += outcome.get() instanceof LastAdmin ? 1 : 0;
                }
                assertThat(last).isEqualTo(1);
                assertThat(store.accounts().accounts().stream().filter(Account::activeAdmin))
                        .hasSize(1);
            }
        }
    }

    @Test
    void aTokenIsFoundByItsHashAndRevokedOnce() {
        try (GwanmunStore store = open()) {
            ApiToken token = token("t-1", 'a');
            store.accounts().create(token, fact("token.created"));
            store.accounts().create(token("t-2", 'b'), fact("token.created"));
            assertThat(store.accounts().findToken("a".repeat(64))).contains(token);
            assertThat(store.accounts().findToken("c".repeat(64))).isEmpty();
            assertThat(token.goodAt(NOW)).isTrue();
            assertThat(token.goodAt(NOW.plus(Duration.ofDays(30)))).isFalse();
            Optional<ApiToken> revoked = store.accounts().revoke("t-1", NOW.plusSeconds(1), fact("token.revoked"));
            assertThat(revoked.orElseThrow().goodAt(NOW.plusSeconds(2))).isFalse();
            assertThat(store.accounts().revoke("t-1", NOW.plusSeconds(3), fact("token.revoked")))
                    .isEmpty();
            assertThat(store.accounts().revoke("t-3", NOW, fact("token.revoked")))
                    .isEmpty();
            assertThat(store.accounts().findToken("b".repeat(64)).orElseThrow().revokedAt())
                    .isEmpty();
            assertThat(store.audit().newest(10)).hasSize(3);
        }
    }

    @Test
    void whoAuditsOrApprovesDoesNotDoTheWork() {
        for (Role watching : List.of(Role.AUDITOR, Role.APPROVER)) {
            for (Role acting : List.of(Role.OFFICER, Role.SUPERVISOR, Role.CONTROL)) {
                assertThatThrownBy(() -> account("kim", watching, acting)).isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(account("kim", watching, Role.ADMIN, Role.INSTRUCTOR).roles())
                    .contains(watching);
        }
        assertThatThrownBy(() -> account("kim")).isInstanceOf(IllegalArgumentException.class);
        for (String none : List.of("", "k", "김민수", "a b", "-ab", "a/b", "a".repeat(41))) {
            assertThatThrownBy(() -> account(none, Role.OFFICER)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private GwanmunStore open() {
        return database.open();
    }

    private static Account account(String name, Role... roles) {
        return new Account(name, Set.of(roles), "hash", Optional.empty(), false, NOW, NOW);
    }

    private static ApiToken token(String id, char hash) {
        return new ApiToken(
                id,
                "statistics",
                Set.of(Role.SUPERVISOR),
                String.valueOf(hash).repeat(64),
                "admin",
                NOW,
                NOW.plus(Duration.ofDays(30)),
                Optional.empty());
    }

    private static AuditFact fact(String action) {
        return new AuditFact(NOW, "p-1", action, "p-2", "");
    }
}
