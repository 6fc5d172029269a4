package org.gwanmun.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.gwanmun.core.access.Account;
import org.gwanmun.core.access.Role;
import org.gwanmun.core.message.MessageKey;
import org.gwanmun.core.message.Said;
import org.gwanmun.server.settings.Settings;
import org.gwanmun.store.GwanmunStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
    private static final Settings.Login LOGIN = new Settings.Login(5, Duration.ofMinutes(1));

    @Test
    void eachRoleGetsALoginWhosePasswordNobodyKnewBefore(@TempDir Path folder) throws IOException {
        Pseudonyms pseudonyms = Pseudonyms.keptIn(folder.resolve("secrets"), new SecureRandom());
        try (GwanmunStore store = GwanmunStore.openFile(folder.resolve("store"), new SecureRandom())) {
            Accounts accounts = new Accounts(store.accounts(), pseudonyms, InstantSource.system(), new SecureRandom());
            List<Login> first = accounts.demonstrate();
            accounts.disable("officer", true, "p-1");
            List<Login> second = accounts.demonstrate();
            assertThat(first)
                    .extracting(Login::user)
                    .hasSize(Role.values().length)
                    .startsWith("officer");
            assertThat(Stream.concat(first.stream(), second.stream()).map(Login::password))
                    .doesNotHaveDuplicates()
                    .allMatch(password -> password.matches("([a-z2-9]{4}-){2}[a-z2-9]{4}"));
            assertThat(first.toString()).doesNotContain(first.getFirst().password());
            Optional<Account> officer = accounts.find("OFFICER");
            assertThat(officer.orElseThrow().passwordHash()).startsWith("$2");
            assertThat(officer.orElseThrow().disabled()).isFalse();
            assertThat(accounts.isPassword(officer, second.getFirst().password()))
                    .isTrue();
            assertThat(accounts.isPassword(officer, first.getFirst().password()))
                    .isFalse();
            assertThat(accounts.isPassword(Optional.empty(), first.getFirst().password()))
                    .isFalse();
            assertThat(store.audit().newest(100))
                    .hasSize(2 * Role.values().length + 1)
                    .allMatch(entry -> entry.subject().matches("p-[0-9a-f]{16}"));
        }
    }

    @Test
    void theFirstStartMakesAnAdministratorAndTheNextANewPasswordUntilOneIsChosen(@TempDir Path folder)
            throws IOException {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T00:00:00Z"));
        Pseudonyms pseudonyms = Pseudonyms.keptIn(folder.resolve("secrets"), new SecureRandom());
        try (GwanmunStore store = GwanmunStore.openFile(folder.resolve("store"), new SecureRandom())) {
            Accounts accounts = new Accounts(store.accounts(), pseudonyms, now::get, new SecureRandom());
            Login first = accounts.firstAdministrator().orElseThrow();
            assertThat(first.account().activeAdmin()).isTrue();
            now.updateAndGet(t -> t.plusSeconds(86_399));
            assertThat(accounts.expired(first.account())).isFalse();
            now.updateAndGet(t -> t.plusSeconds(1));
            assertThat(accounts.expired(first.account())).isTrue();

            Login second = accounts.firstAdministrator().orElseThrow();
            Optional<Account> admin = accounts.find("admin");
            assertThat(accounts.isPassword(admin, first.password())).isFalse();
            assertThat(accounts.isPassword(admin, second.password())).isTrue();
            assertThat(accounts.expired(admin.orElseThrow())).isFalse();

            now.updateAndGet(t -> t.plusSeconds(60));
            Login reset = accounts.resetAtTheMachine("ADMIN").orElseThrow();
            assertThat(accounts.firstAdministrator())
                    .as("what was reset by hand outlives the next start")
                    .isEmpty();
            assertThat(accounts.isPassword(accounts.find("admin"), reset.password()))
                    .isTrue();
            assertThat(accounts.resetAtTheMachine("nobody")).isEmpty();
            accounts.choosePassword("admin", "a long walk home");
            assertThat(accounts.find("admin").orElseThrow().mustChangePassword())
                    .isFalse();
            assertThat(accounts.firstAdministrator()).isEmpty();
        }
    }

    @Test
    void aPasswordIsLongAndNotGuessedFirst() {
        for (String good : List.of(
                "correct horse battery",
                "xk3-29a-mmm2",
                "오늘아침은비가왔고내일은갠다",
                "kim likes long walks",
                "a".repeat(60) + "bcdefg")) {
            assertThat(PasswordRule.fault("kim", good)).as(good).isEmpty();
        }
        assertThat(fault("kim", "elevenchars")).contains(PasswordFault.TOO_SHORT);
        assertThat(fault("kim", "가나다라마")).contains(PasswordFault.TOO_SHORT);
        assertThat(fault("kim", "abcde".repeat(15))).contains(PasswordFault.TOO_LONG);
        assertThat(fault("kim", "가나다라마".repeat(5))).contains(PasswordFault.TOO_LONG);
        assertThat(fault("supervisor-2", "SuperVisor-2")).contains(PasswordFault.IS_THE_NAME);
        assertThat(fault("minsu.kim", "minsu.kim1234")).contains(PasswordFault.IS_THE_NAME);
        assertThat(fault("kim", "Password1234")).contains(PasswordFault.TOO_COMMON);
        assertThat(fault("kim", "1Q2W3E4R5T6Y")).contains(PasswordFault.TOO_COMMON);
        assertThat(fault("kim", "abababababab")).contains(PasswordFault.TOO_COMMON);
        assertThat(fault("kim", "cdefghijklmnop")).contains(PasswordFault.TOO_COMMON);
        assertThat(fault("kim", "ponmlkjihgfedc")).contains(PasswordFault.TOO_COMMON);
    }

    private static Optional<MessageKey> fault(String user, String password) {
        return PasswordRule.fault(user, password).map(Said::key);
    }

    @Test
    void afterFiveFailuresWithinAMinuteTheUserWaitsUntilTheFirstIsAMinuteOld() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T05:00:00Z"));
        LoginThrottle throttle = new LoginThrottle(now::get, LOGIN);
        for (int i = 0; i < 5; i++) {
            assertThat(throttle.attempt("officer", "a")).isEmpty();
            now.updateAndGet(t -> t.plusSeconds(2));
        }
        assertThat(throttle.attempt("officer", "a")).contains(Duration.ofSeconds(50));
        assertThat(throttle.attempt("Officer", "b")).contains(Duration.ofSeconds(50));
        assertThat(throttle.attempt("auditor", "a")).isEmpty();
        now.updateAndGet(t -> t.plusSeconds(50));
        assertThat(throttle.attempt("officer", "a")).isEmpty();
        assertThat(throttle.attempt("officer", "a")).contains(Duration.ofSeconds(2));
    }

    @Test
    void aRightLoginForgetsTheFailuresBeforeIt() {
        LoginThrottle throttle = new LoginThrottle(() -> Instant.EPOCH, LOGIN);
        for (int i = 0; i < 20; i++) {
            assertThat(throttle.attempt("officer", "a" + i)).isEmpty();
            if (i % 4 == 3) {
                throttle.succeeded("officer", "a" + i);
            }
        }
    }

    @Test
    void oneAddressCannotTryOneGuessAtEachOfManyUsers() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        LoginThrottle throttle = new LoginThrottle(now::get, LOGIN);
        for (int i = 0; i < 200; i++) {
            assertThat(throttle.attempt("early" + i, "shared")).isEmpty();
            throttle.succeeded("early" + i, "shared");
        }
        for (int i = 0; i < 50; i++) {
            assertThat(throttle.attempt("user" + i, "shared")).isEmpty();
        }
        assertThat(throttle.attempt("user50", "shared")).contains(Duration.ofMinutes(1));
        assertThat(throttle.attempt("shared")).as("nor tokens").contains(Duration.ofMinutes(1));
        assertThat(throttle.attempt("user50", "elsewhere")).isEmpty();
    }

    @Test
    void aPseudonymStaysThroughARestartAndDiffersBetweenInstallations(@TempDir Path folder) throws IOException {
        Path here = folder.resolve("here");
        String first = Pseudonyms.keptIn(here, new SecureRandom()).of("officer");
        assertThat(Pseudonyms.keptIn(here, new SecureRandom()).of("officer")).isEqualTo(first);
        assertThat(Pseudonyms.keptIn(here, new SecureRandom()).of("auditor")).isNotEqualTo(first);
        assertThat(Pseudonyms.keptIn(folder.resolve("there"), new SecureRandom())
                        .of("officer"))
                .isNotEqualTo(first);
        assertThat(first).matches("p-[0-9a-f]{16}").doesNotContain("officer");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(here.resolve("pseudonym.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aKeyThatWasCutShortIsRefusedAndNotReplaced(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("pseudonym.key"), new byte[31]);
        assertThatThrownBy(() -> Pseudonyms.keptIn(folder, new SecureRandom())).hasMessageContaining("31 bytes");
    }
}
