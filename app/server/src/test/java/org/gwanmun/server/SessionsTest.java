package org.gwanmun.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.gwanmun.core.audit.AuditEntry;
import org.gwanmun.core.audit.AuditVerification;
import org.gwanmun.server.access.Login;
import org.gwanmun.server.settings.Settings;
import org.gwanmun.store.GwanmunStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.core.userdetails.UserDetailsService;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real server without demonstration data, whose clock the test turns. Each test has accounts of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CHOSEN = "a long walk along the river";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final Path data;
    private final Suite suite;
    private final Login first;
    private final ConfigurableApplicationContext server;
    private final int port;

    SessionsTest(@TempDir Path folder) throws IOException {
        data = folder;
        Path file = Files.writeString(
                folder.resolve("gwanmun.yaml"), "gwanmun: config/1\nserver: {port: 0}\nlink: {port: 0}\n");
        suite = Suite.open(folder, Settings.read(file), now::get, new SecureRandom());
        first = suite.accounts().firstAdministrator().orElseThrow();
        server = suite.start();
        port = Suite.port(server);
        try (Browser admin = new Browser(port)) {
            admin.signIn("admin", first.password());
            assertThat(choose(admin, first.password(), CHOSEN).statusCode()).isEqualTo(204);
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void thePasswordOfTheFirstStartIsGoodUntilAnotherIsChosen() {
        try (Browser stranger = new Browser(port)) {
            HttpResponse<String> old = stranger.signIn("admin", first.password());
            assertThat(old.statusCode()).isEqualTo(401);
            assertThat(server.getBeansOfType(UserDetailsService.class))
                    .as("users that are not ours")
                    .isEmpty();
            JsonNode session = JSON.readTree(stranger.signIn("Admin", CHOSEN).body());
            assertThat(session.get("user").asString()).isEqualTo("admin");
            assertThat(session.get("must_change_password").asBoolean()).isFalse();
        }
    }

    @Test
    void afterTenIdleMinutesTheServerLocksWhateverThePageAsksByItself() {
        try (Browser kim = officer("kim")) {
            for (int i = 0; i < 3; i++) {
                forward(Duration.ofMinutes(9));
                assertThat(kim.get("/api/v1/parcels").statusCode()).isEqualTo(200);
            }
            for (int i = 0; i < 9; i++) {
                forward(Duration.ofMinutes(1));
                assertThat(kim.get("/api/v1/parcels", "X-Gwanmun-Background", "1")
                                .statusCode())
                        .isEqualTo(200);
            }
            forward(Duration.ofMinutes(1));
            HttpResponse<String> locked = kim.get("/api/v1/parcels", "X-Gwanmun-Background", "1");
            assertThat(locked.statusCode()).isEqualTo(423);
            assertThat(error(locked)).isEqualTo("session_locked");
            JsonNode session = JSON.readTree(kim.get("/api/v1/session").body());
            assertThat(session.get("locked").asBoolean()).isTrue();
            assertThat(session.get("idle_lock_s").asInt()).isEqualTo(600);
            assertThat(kim.get("/api/v1/parcels").statusCode())
                    .as("asking does not unlock")
                    .isEqualTo(423);

            HttpResponse<String> wrong = unlock(kim, "not this one, surely");
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(error(wrong)).isEqualTo("login_wrong");
            assertThat(unlock(kim, CHOSEN).statusCode()).isEqualTo(200);
            assertThat(kim.get("/api/v1/parcels").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void guessingAtALockedSessionIsSlowedDown() {
        try (Browser lee = officer("lee")) {
            assertThat(lee.post("/api/v1/session/lock", "").statusCode()).isEqualTo(204);
            for (int i = 0; i < 5; i++) {
                assertThat(unlock(lee, "wrong").statusCode()).isEqualTo(401);
            }
            HttpResponse<String> slowed = unlock(lee, CHOSEN);
            assertThat(slowed.statusCode()).isEqualTo(429);
            assertThat(slowed.headers().firstValue("Retry-After")).isPresent();
            forward(Duration.ofMinutes(1));
            assertThat(unlock(lee, CHOSEN).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theStreamOfEventsEndsWhenTheSessionIsLocked() throws Exception {
        try (Browser choi = officer("choi");
                BufferedReader events = new BufferedReader(
                        new InputStreamReader(choi.stream("/api/v1/events").body(), StandardCharsets.UTF_8))) {
            assertThat(events.readLine()).isEqualTo(":open");
            choi.post("/api/v1/session/lock", "");
            assertThat(events.lines()).allMatch(line -> line.isEmpty() || line.startsWith(":"));
        }
    }

    @Test
    void aSessionEndsAfterAShiftHoweverBusyItWas() {
        try (Browser park = officer("park")) {
            for (int i = 0; i < 12 * 8 - 1; i++) {
                forward(Duration.ofMinutes(7).plusSeconds(30));
                assertThat(park.get("/api/v1/session").statusCode()).isEqualTo(200);
            }
            forward(Duration.ofMinutes(7).plusSeconds(30));
            assertThat(park.get("/api/v1/session").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void disablingAnAccountOrChangingItsRolesEndsItsSessionsAtOnce() {
        try (Browser jung = officer("jung");
                Browser admin = signedIn("admin")) {
            assertThat(jung.get("/api/v1/parcels").statusCode()).isEqualTo(200);
            assertThat(sessionsOf(admin, "jung")).isEqualTo(1);
            assertThat(admin.put("/api/v1/accounts/jung/roles", "{\"roles\":[\"supervisor\",\"instructor\"]}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(jung.get("/api/v1/parcels").statusCode()).isEqualTo(401);
            assertThat(jung.signIn("jung", CHOSEN).body()).contains("supervisor", "instructor");
            assertThat(admin.put("/api/v1/accounts/JUNG/disabled", "{\"disabled\":true}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(jung.get("/api/v1/parcels").statusCode()).isEqualTo(401);
            HttpResponse<String> in = jung.signIn("jung", CHOSEN);
            assertThat(in.statusCode()).isEqualTo(401);
            assertThat(error(in)).as("a guesser learns nothing").isEqualTo("login_wrong");
            assertThat(admin.put("/api/v1/accounts/jung/disabled", "{\"disabled\":false}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(jung.signIn("jung", CHOSEN).statusCode()).isEqualTo(200);
            String password = JSON.readTree(
                            admin.post("/api/v1/accounts/jung/password", "").body())
                    .get("one_time_password")
                    .asString();
            assertThat(jung.get("/api/v1/parcels").statusCode()).isEqualTo(401);
            assertThat(jung.signIn("jung", CHOSEN).statusCode()).isEqualTo(401);
            forward(Duration.ofHours(24));
            HttpResponse<String> late = jung.signIn("jung", password);
            assertThat(late.statusCode()).isEqualTo(401);
            assertThat(error(late)).isEqualTo("one_time_expired");
        }
    }

    @Test
    void ofSixSessionsOfOneAccountTheOldestIsOver() {
        List<Browser> browsers = new ArrayList<>();
        try {
            browsers.add(officer("yoon"));
            for (int i = 0; i < 5; i++) {
                forward(Duration.ofSeconds(1));
                browsers.add(signedIn("yoon"));
            }
            assertThat(browsers.stream()
                            .map(browser -> browser.get("/api/v1/session").statusCode()))
                    .containsExactly(401, 200, 200, 200, 200, 200);
        } finally {
            browsers.forEach(Browser::close);
        }
    }

    @Test
    void aNewPasswordEndsTheOtherSessionsAndHasToBeAGoodOne() {
        try (Browser here = officer("shin");
                Browser elsewhere = signedIn("shin")) {
            for (String weak : List.of("short", "password1234", CHOSEN, "shinshinshin", "가나다라마바사아자차카타파하가나다라마바사아자차카")) {
                HttpResponse<String> refused = choose(here, CHOSEN, weak);
                assertThat(refused.statusCode()).as(weak).isEqualTo(400);
                assertThat(error(refused)).isEqualTo("password_weak");
            }
            assertThat(choose(here, "wrong", "another long walk").statusCode()).isEqualTo(401);
            assertThat(choose(here, CHOSEN, "another long walk").statusCode()).isEqualTo(204);
            assertThat(here.get("/api/v1/session").statusCode()).isEqualTo(200);
            assertThat(elsewhere.get("/api/v1/session").statusCode()).isEqualTo(401);
            assertThat(elsewhere.signIn("shin", CHOSEN).statusCode()).isEqualTo(401);
            assertThat(elsewhere.signIn("shin", "another long walk").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void accountsThatCannotBeAreRefused() {
        try (Browser admin = signedIn("admin")) {
            assertThat(create(admin, "han", "officer").statusCode()).isEqualTo(201);
            assertThat(error(create(admin, "HAN", "officer"))).isEqualTo("account_name_taken");
            assertThat(error(create(admin, "h", "officer"))).isEqualTo("account_name_wrong");
            assertThat(error(create(admin, "한", "officer"))).isEqualTo("account_name_wrong");
            assertThat(error(create(admin, "han2", "king"))).isEqualTo("role_unknown");
            assertThat(error(create(admin, "han2", "officer\",\"auditor"))).isEqualTo("roles_not_together");
            assertThat(error(admin.post("/api/v1/accounts", "{\"name\":\"han2\",\"roles\":[]}")))
                    .isEqualTo("roles_missing");
            assertThat(error(admin.put("/api/v1/accounts/han/roles", "{\"roles\":[\"approver\",\"control\"]}")))
                    .isEqualTo("roles_not_together");
            assertThat(error(admin.put("/api/v1/accounts/admin/disabled", "{\"disabled\":true}")))
                    .isEqualTo("last_admin");
            assertThat(error(admin.put("/api/v1/accounts/admin/roles", "{\"roles\":[\"trainee\"]}")))
                    .isEqualTo("last_admin");
            assertThat(error(admin.put("/api/v1/accounts/nobody/disabled", "{\"disabled\":true}")))
                    .isEqualTo("account_unknown");
            assertThat(error(admin.put("/api/v1/accounts/han/disabled", "{}"))).isEqualTo("body_unreadable");
            assertThat(admin.get("/api/v1/accounts").body())
                    .doesNotContain("$2")
                    .doesNotContain("hash");
        }
    }

    @Test
    void aTokenOpensWhatItMayUntilItIsRevokedOrOld() throws Exception {
        try (Browser admin = signedIn("admin");
                Browser program = new Browser(port)) {
            JsonNode made = JSON.readTree(token(admin, "auditor", 2).body());
            String bearer = "Bearer " + made.get("secret").asString();
            assertThat(program.get("/api/v1/audit", "Authorization", bearer).statusCode())
                    .isEqualTo(200);
            assertThat(program.get("/api/v1/parcels", "Authorization", bearer).statusCode())
                    .isEqualTo(403);
            assertThat(program.cookie("XSRF-TOKEN")).isEmpty();
            assertThat(admin.get("/api/v1/audit", "Authorization", bearer).statusCode())
                    .as("the token counts, not the session beside it")
                    .isEqualTo(200);
            assertThat(admin.get("/api/v1/accounts", "Authorization", bearer).statusCode())
                    .isEqualTo(403);
            assertThat(admin.get("/api/v1/tokens").body())
                    .doesNotContain(made.get("secret").asString());

            String id = made.get("token").get("id").asString();
            assertThat(admin.delete("/api/v1/tokens/" + id).statusCode()).isEqualTo(204);
            assertThat(error(admin.delete("/api/v1/tokens/" + id))).isEqualTo("token_unknown");
            HttpResponse<String> revoked = program.get("/api/v1/audit", "Authorization", bearer);
            assertThat(revoked.statusCode()).isEqualTo(401);
            assertThat(error(revoked)).isEqualTo("token_wrong");

            String second = "Bearer "
                    + JSON.readTree(token(admin, "auditor", 2).body())
                            .get("secret")
                            .asString();
            forward(Duration.ofDays(2).minusSeconds(1));
            assertThat(program.get("/api/v1/audit", "Authorization", second).statusCode())
                    .isEqualTo(200);
            forward(Duration.ofSeconds(1));
            assertThat(program.get("/api/v1/audit", "Authorization", second).statusCode())
                    .isEqualTo(401);

            admin.signIn("admin", CHOSEN);
            for (int days : new int[] {0, 366, -1}) {
                assertThat(error(token(admin, "auditor", days))).isEqualTo("token_days_wrong");
            }
            assertThat(error(token(admin, "officer\",\"auditor", 1))).isEqualTo("roles_not_together");
            JsonNode officer = JSON.readTree(token(admin, "officer", 1).body());
            try (BufferedReader events = new BufferedReader(new InputStreamReader(
                    program.stream(
                                    "/api/v1/events",
                                    "Authorization",
                                    "Bearer " + officer.get("secret").asString())
                            .body(),
                    StandardCharsets.UTF_8))) {
                assertThat(events.readLine()).isEqualTo(":open");
                assertThat(admin.delete("/api/v1/tokens/"
                                        + officer.get("token").get("id").asString())
                                .statusCode())
                        .isEqualTo(204);
                assertThat(events.lines())
                        .as("the stream ends with the token")
                        .allMatch(line -> line.isEmpty() || line.startsWith(":"));
            }
        }
    }

    @Test
    void guessingTokensIsSlowedDownAndThenSessionsGoOn() {
        try (Browser guesser = new Browser(port)) {
            int refused = 0;
            int slowed = 0;
            for (int i = 0; i < 60; i++) {
                int status = guesser.get("/api/v1/audit", "Authorization", "Bearer gwt_" + i)
                        .statusCode();
                refused += status == 401 ? 1 : 0;
                slowed += status == 429 ? 1 : 0;
            }
            assertThat(refused).isLessThanOrEqualTo(50);
            assertThat(slowed).isEqualTo(60 - refused).isPositive();
        } finally {
            forward(Duration.ofMinutes(1));
        }
    }

    @Test
    void failuresAreAuditedWithoutWhatWasTyped() {
        try (Browser stranger = new Browser(port)) {
            officer("moon").close();
            stranger.signIn("moon", "wrong-password-of-moon");
            stranger.signIn("my-password-typed-above", "wrong");
            List<AuditEntry> entries =
                    server.getBean(GwanmunStore.class).audit().newest(1000);
            assertThat(entries)
                    .filteredOn(entry -> entry.action().equals("session.refused"))
                    .hasSizeGreaterThan(1);
            assertThat(entries)
                    .filteredOn(entry -> entry.action().equals("session.refused"))
                    .last()
                    .extracting(AuditEntry::actor, AuditEntry::detail)
                    .containsExactly("unknown", "wrong_password");
            assertThat(entries)
                    .extracting(AuditEntry::action)
                    .contains("account.created", "account.password_changed", "session.opened");
            assertThat(entries.toString())
                    .doesNotContain("moon")
                    .doesNotContain("typed-above")
                    .doesNotContain("wrong-");
            assertThat(server.getBean(GwanmunStore.class).audit().verify())
                    .isInstanceOf(AuditVerification.Intact.class);
        }
    }

    @Test
    void theRequestLogKnowsOperationsAndPseudonymsAndNothingElse() throws IOException {
        try (Browser seo = officer("seo-jiwon")) {
            seo.get("/api/v1/parcels/RR123456785KR?sender=hong-gildong");
            seo.get("/no/such/thing/010-1234-5678");
            seo.send("PROPFIND", "/api/v1/parcels", "");
            HttpResponse<String> answer = seo.get("/api/v1/parcels");
            String id = answer.headers().firstValue("X-Request-Id").orElseThrow();
            List<String> lines;
            try (Stream<Path> files = Files.list(data.resolve("logs"))) {
                lines = files.flatMap(SessionsTest::lines).toList();
            }
            assertThat(lines).allMatch(line -> JSON.readTree(line).size() == 7);
            JsonNode line = lines.stream()
                    .map(JSON::readTree)
                    .filter(one -> one.get("request_id").asString().equals(id))
                    .findFirst()
                    .orElseThrow();
            assertThat(line.get("method").asString()).isEqualTo("GET");
            assertThat(line.get("route").asString()).isEqualTo("/api/v1/parcels");
            assertThat(line.get("status").asInt()).isEqualTo(200);
            assertThat(line.get("ms").asDouble()).isBetween(0.0, 60_000.0);
            assertThat(line.get("actor").asString()).matches("p-[0-9a-f]{16}");
            assertThat(lines)
                    .anyMatch(is("/api/v1/parcels/*", 404))
                    .anyMatch(is("(none)", 403))
                    .anyMatch(is("/api/v1/session", 200));
            for (String personal : List.of(
                    "seo",
                    "jiwon",
                    "RR123456785KR",
                    "hong",
                    "010-1234",
                    "127.0.0.1",
                    CHOSEN,
                    first.password(),
                    "PROPFIND",
                    "\"admin")) {
                assertThat(lines).as(personal).noneMatch(one -> one.contains(personal));
            }
        }
    }

    @Test
    void metricsTellHowTheServerDoesToThoseWhoMayKnow() {
        try (Browser admin = signedIn("admin");
                Browser program = new Browser(port)) {
            admin.get("/api/v1/accounts");
            String secret = JSON.readTree(token(admin, "supervisor", 1).body())
                    .get("secret")
                    .asString();
            HttpResponse<String> metrics = program.get("/actuator/prometheus", "Authorization", "Bearer " + secret);
            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.body())
                    .contains("jvm_memory_used_bytes")
                    .containsPattern("http_server_requests_seconds_count\\{[^}]*uri=\"/api/v1/accounts\"")
                    .doesNotContain("127.0.0.1");
            assertThat(program.get("/actuator/prometheus").statusCode()).isEqualTo(401);
        }
    }

    private static Predicate<String> is(String route, int status) {
        return line -> JSON.readTree(line).get("route").asString().equals(route)
                && JSON.readTree(line).get("status").asInt() == status;
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void forward(Duration time) {
        now.updateAndGet(t -> t.plus(time));
    }

    private int sessionsOf(Browser admin, String name) {
        return JSON.readTree(admin.get("/api/v1/accounts").body())
                .get("accounts")
                .valueStream()
                .filter(account -> account.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .get("sessions")
                .asInt();
    }

    private static HttpResponse<String> create(Browser admin, String name, String role) {
        return admin.post("/api/v1/accounts", "{\"name\":\"" + name + "\",\"roles\":[\"" + role + "\"]}");
    }

    private static HttpResponse<String> token(Browser admin, String role, int days) {
        return admin.post(
                "/api/v1/tokens",
                "{\"name\":\"a program\",\"roles\":[\"" + role + "\"],\"expires_days\":" + days + "}");
    }

    private static HttpResponse<String> choose(Browser person, String old, String chosen) {
        return person.put("/api/v1/session/password", "{\"old\":\"" + old + "\",\"new\":\"" + chosen + "\"}");
    }

    private static HttpResponse<String> unlock(Browser person, String password) {
        return person.post("/api/v1/session/unlock", "{\"password\":\"" + password + "\"}");
    }

    /** A new officer, signed in, with a password chosen. */
    private Browser officer(String name) {
        try (Browser admin = signedIn("admin")) {
            HttpResponse<String> made = create(admin, name, "officer");
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            String password =
                    JSON.readTree(made.body()).get("one_time_password").asString();
            Browser officer = new Browser(port);
            assertThat(officer.signIn(name, password).statusCode()).isEqualTo(200);
            assertThat(choose(officer, password, CHOSEN).statusCode()).isEqualTo(204);
            return officer;
        }
    }

    private Browser signedIn(String user) {
        Browser browser = new Browser(port);
        HttpResponse<String> answer = browser.signIn(user, CHOSEN);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return browser;
    }

    private static String error(HttpResponse<String> answer) {
        return JSON.readTree(answer.body()).path("error").path("code").asString("");
    }
}
