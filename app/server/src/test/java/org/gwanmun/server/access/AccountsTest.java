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
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
    @Test
    void eachRoleGetsALoginWhosePasswordNobodyKnewBefore() {
        Set<Role> roles = Set.of(Role.OFFICER, Role.AUDITOR);
        Accounts first = Accounts.generate(roles, new SecureRandom());
        Accounts second = Accounts.generate(roles, new SecureRandom());
        assertThat(first.logins()).extracting(Login::user).containsExactly("officer", "auditor");
        List<String> passwords = List.of(
                first.logins().getFirst().password(),
                first.logins().getLast().password(),
                second.logins().getFirst().password(),
                second.logins().getLast().password());
        assertThat(passwords)
                .doesNotHaveDuplicates()
                .allMatch(password -> password.matches("([a-z2-9]{4}-){2}[a-z2-9]{4}"));
        assertThat(first.logins().toString()).doesNotContain(passwords.getFirst());
        assertThat(first.users().getFirst().getPassword()).startsWith("$2");
    }

    @Test
    void afterFiveFailuresWithinAMinuteTheUserWaitsUntilTheFirstIsAMinuteOld() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T05:00:00Z"));
        LoginThrottle throttle = new LoginThrottle(now::get);
        for (int i = 0; i < 5; i++) {
            assertThat(throttle.attempt("officer")).isEmpty();
            now.updateAndGet(t -> t.plusSeconds(2));
        }
        assertThat(throttle.attempt("officer")).contains(Duration.ofSeconds(50));
        assertThat(throttle.attempt("Officer")).contains(Duration.ofSeconds(50));
        assertThat(throttle.attempt("auditor")).isEmpty();
        now.updateAndGet(t -> t.plusSeconds(50));
        assertThat(throttle.attempt("officer")).isEmpty();
        assertThat(throttle.attempt("officer")).contains(Duration.ofSeconds(2));
    }

    @Test
    void aRightLoginForgetsTheFailuresBeforeIt() {
        LoginThrottle throttle = new LoginThrottle(() -> Instant.EPOCH);
        for (int i = 0; i < 20; i++) {
            assertThat(throttle.attempt("officer")).isEmpty();
            if (i % 4 == 3) {
                throttle.succeeded("officer");
            }
        }
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
