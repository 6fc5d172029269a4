package org.gwanmun.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.swagger.v3.oas.annotations.Hidden;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.gwanmun.core.audit.AuditVerification;
import org.gwanmun.server.access.Login;
import org.gwanmun.server.access.LoginThrottle;
import org.gwanmun.server.demo.ExampleParcels;
import org.gwanmun.server.picture.ScanPictures;
import org.gwanmun.server.settings.Settings;
import org.gwanmun.store.GwanmunStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One whole server, with the twin feeding its lane, spoken to as a browser would. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunningServerTest {
    private static final String PARCEL = """
            gwanmun: parcel/1
            id: Test-Box
            outer_mm: [120, 90, 60]
            wall: {material: cardboard, thickness_mm: 2}
            declaration: {item_ko: 비누, item_en: soap, mass_g: 200, value_usd: 5}
            objects:
              - {name: bar, shape: {box_mm: [70, 40, 20]}, at_mm: [0, 0, 20], material: aluminium}
            """;

    private static final Set<String> EVERYBODY = Set.of(
            "stranger", "officer", "supervisor", "control", "approver", "auditor", "instructor", "trainee", "admin");

    private static final String METRICS = "get /actuator/prometheus";

    /** Who may call what, written down a second time and by hand: a new operation has to be put here as well. */
    private static final Map<String, Set<String>> ALLOWED = allowed();

    private static final JsonMapper JSON = new JsonMapper();

    private final Path data;
    private final Suite suite;
    private final ConfigurableApplicationContext server;
    private final int port;

    RunningServerTest(@TempDir Path folder) throws IOException {
        Path parcels = Files.createDirectories(folder.resolve("root/examples/parcels"));
        Files.writeString(parcels.resolve("test-box.yaml"), PARCEL);
        data = folder.resolve("demo");
        Path halfWritten = Files.createDirectories(data.resolve("scans/.incoming/123"));
        Files.writeString(halfWritten.resolve("top_low.png"), "cut short");
        suite = Suite.open(data, Settings.defaults(), InstantSource.system(), new SecureRandom());
        server = suite.startDemo(0, ExampleParcels.locate(folder.resolve("root").toString()));
        port = Suite.port(server);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static Map<String, Set<String>> allowed() {
        Map<String, Set<String>> allowed = new TreeMap<>();
        allowed.put("post /api/v1/session", EVERYBODY);
        Set<String> signedIn = new TreeSet<>(EVERYBODY);
        signedIn.remove("stranger");
        allowed.put("get /api/v1/session", signedIn);
        allowed.put("delete /api/v1/session", signedIn);
        allowed.put("post /api/v1/session/lock", signedIn);
        allowed.put("post /api/v1/session/unlock", signedIn);
        allowed.put("put /api/v1/session/password", signedIn);
        allowed.put("get /api/v1/accounts", Set.of("admin"));
        allowed.put("post /api/v1/accounts", Set.of("admin"));
        allowed.put("put /api/v1/accounts/{name}/roles", Set.of("admin"));
        allowed.put("put /api/v1/accounts/{name}/disabled", Set.of("admin"));
        allowed.put("post /api/v1/accounts/{name}/password", Set.of("admin"));
        allowed.put("get /api/v1/tokens", Set.of("admin"));
        allowed.put("post /api/v1/tokens", Set.of("admin"));
        allowed.put("delete /api/v1/tokens/{id}", Set.of("admin"));
        allowed.put("get /api/v1/parcels", Set.of("officer", "supervisor"));
        allowed.put("get /api/v1/parcels/{id}", Set.of("officer", "supervisor"));
        allowed.put("get /api/v1/parcels/{id}/views/{view}", Set.of("officer", "supervisor"));
        allowed.put("get /api/v1/parcels/{id}/earlier", Set.of("officer", "supervisor"));
        allowed.put("get /api/v1/parcels/{id}/marks", Set.of("officer", "supervisor"));
        allowed.put("put /api/v1/parcels/{id}/marks", Set.of("officer", "supervisor"));
        allowed.put("post /api/v1/parcels/{id}/verdict", Set.of("officer"));
        allowed.put("post /api/v1/parcels/{id}/recall", Set.of("officer"));
        allowed.put("post /api/v1/parcels/{id}/second-opinion", Set.of("officer"));
        allowed.put("post /api/v1/parcels/{id}/rescan", Set.of("officer"));
        allowed.put("get /api/v1/desk", Set.of("officer", "supervisor"));
        allowed.put("post /api/v1/desk/claims", Set.of("officer"));
        allowed.put("delete /api/v1/desk/claims", Set.of("officer"));
        allowed.put("get /api/v1/desk/history", Set.of("officer"));
        allowed.put("get /api/v1/events", Set.of("officer", "supervisor"));
        allowed.put("get /api/v1/lanes", Set.of("officer", "supervisor"));
        allowed.put("get /api/v1/lanes/{lane}/passing/{view}", Set.of("officer", "supervisor"));
        allowed.put("post /api/v1/lanes/{lane}/belt", Set.of("officer", "supervisor"));
        allowed.put("get /api/v1/openings", Set.of("supervisor"));
        allowed.put("get /api/v1/checks", Set.of("supervisor"));
        allowed.put("post /api/v1/parcels/{id}/opening", Set.of("supervisor"));
        allowed.put("post /api/v1/parcels/{id}/opening/photos", Set.of("supervisor"));
        allowed.put("get /api/v1/photos/{sha256}", Set.of("officer", "supervisor"));
        allowed.put("get /api/v1/statistics", Set.of("supervisor"));
        allowed.put("get /api/v1/statistics.csv", Set.of("supervisor"));
        allowed.put("put /api/v1/declarations/{barcode}", Set.of("supervisor", "admin"));
        Set<String> looking = Set.of("control", "supervisor", "auditor", "admin");
        allowed.put("get /api/v1/cameras", looking);
        allowed.put("get /api/v1/cameras/{name}", looking);
        allowed.put("get /api/v1/cameras/{name}/picture", looking);
        allowed.put("put /api/v1/cameras/{name}/zones", Set.of("control", "admin"));
        allowed.put("post /api/v1/cameras/{name}/plan/fit", Set.of("control", "admin"));
        allowed.put("put /api/v1/cameras/{name}/plan", Set.of("control", "admin"));
        allowed.put("delete /api/v1/cameras/{name}/plan", Set.of("control", "admin"));
        allowed.put("get /api/v1/audit", Set.of("auditor"));
        allowed.put("get /api/v1/audit/verification", Set.of("auditor"));
        allowed.put(METRICS, Set.of("admin", "supervisor"));
        return allowed;
    }

    /** What no program may do, whatever its token says. */
    private static boolean forPeople(String operation) {
        return operation.contains("/api/v1/accounts")
                || operation.contains("/api/v1/tokens")
                || operation.contains("/api/v1/session/")
                || operation.equals("delete /api/v1/session");
    }

    /** What a locked session still answers. */
    private static final Set<String> WHILE_LOCKED = Set.of(
            "post /api/v1/session", "get /api/v1/session", "delete /api/v1/session", "post /api/v1/session/unlock");

    /** What answers before the one-time password is changed. */
    private static final Set<String> BEFORE_A_PASSWORD = Set.of(
            "post /api/v1/session",
            "get /api/v1/session",
            "delete /api/v1/session",
            "post /api/v1/session/lock",
            "post /api/v1/session/unlock",
            "put /api/v1/session/password");

    @Test
    void everyOperationAnswersExactlyThoseWhoMayCallIt() {
        assertThat(operations()).as("operations of the interface description").isEqualTo(ALLOWED.keySet());
        List<String> wrong = new ArrayList<>();
        for (String person : EVERYBODY) {
            for (String operation : ALLOWED.keySet()) {
                try (Browser browser = person.equals("stranger") ? stranger() : signedIn(person)) {
                    int status = call(browser, operation);
                    boolean may = ALLOWED.getOrDefault(operation, Set.of()).contains(person);
                    int refused = person.equals("stranger") ? 401 : 403;
                    if (may ? status == 403 || status >= 500 || isRefusal(operation, status) : status != refused) {
                        wrong.add(person + ": " + operation + " -> " + status);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyOperationAnswersTheProgramsThatMayCallItAndSendsNoCookie() {
        List<String> wrong = new ArrayList<>();
        try (Browser admin = signedIn("admin")) {
            for (String person : EVERYBODY) {
                if (person.equals("stranger")) {
                    continue;
                }
                HttpResponse<String> made = admin.post(
                        "/api/v1/tokens",
                        "{\"name\":\"test " + person + "\",\"roles\":[\"" + person + "\"],\"expires_days\":1}");
                assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
                String secret = JSON.readTree(made.body()).get("secret").asString();
                assertThat(secret).matches("gwt_[A-Za-z0-9_-]{43}");
                for (String operation : ALLOWED.keySet()) {
                    try (Browser program = new Browser(port)) {
                        int status = call(program, operation, "Authorization", "Bearer " + secret);
                        boolean may =
                                ALLOWED.getOrDefault(operation, Set.of()).contains(person) && !forPeople(operation);
                        // Signing in with nothing is refused to anybody.
                        boolean refused = status == 403 || isRefusal(operation, status);
                        if (may == refused || status >= 500) {
                            wrong.add("token of " + person + ": " + operation + " -> " + status);
                        }
                        if (!operation.equals("post /api/v1/session")
                                && (program.cookie("XSRF-TOKEN").isPresent()
                                        || program.cookie("GWANMUN_SESSION").isPresent())) {
                            wrong.add("token of " + person + ": " + operation + " sent a cookie");
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aLockedSessionAnswersNothingButTheWayBackAndOut() {
        List<String> wrong = new ArrayList<>();
        for (String person : List.of("officer", "supervisor", "auditor", "admin")) {
            for (String operation : ALLOWED.keySet()) {
                try (Browser browser = signedIn(person)) {
                    assertThat(browser.post("/api/v1/session/lock", "").statusCode())
                            .isEqualTo(204);
                    int status = call(browser, operation);
                    if (WHILE_LOCKED.contains(operation) == (status == 423)) {
                        wrong.add(person + ", locked: " + operation + " -> " + status);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void beforeTheOneTimePasswordIsChangedNothingElseAnswers() {
        List<String> wrong = new ArrayList<>();
        try (Browser admin = signedIn("admin")) {
            HttpResponse<String> made =
                    admin.post("/api/v1/accounts", "{\"name\":\"newcomer\",\"roles\":[\"officer\",\"admin\"]}");
            assertThat(made.statusCode()).isEqualTo(201);
            String password =
                    JSON.readTree(made.body()).get("one_time_password").asString();
            for (String operation : ALLOWED.keySet()) {
                try (Browser browser = stranger()) {
                    assertThat(JSON.readTree(
                                            browser.signIn("newcomer", password).body())
                                    .get("must_change_password")
                                    .asBoolean())
                            .isTrue();
                    int status = call(browser, operation);
                    boolean refused = status == 403;
                    if (BEFORE_A_PASSWORD.contains(operation) == refused) {
                        wrong.add(operation + " -> " + status);
                    }
                }
            }
            assertThat(admin.put("/api/v1/accounts/newcomer/disabled", "{\"disabled\":true}")
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(wrong).isEmpty();
    }

    /** A wrong password is 401 as well, of those who may try one. */
    private static boolean isRefusal(String operation, int status) {
        return status == 401 && !operation.contains("/api/v1/session");
    }

    private static int call(Browser browser, String operation, String... headers) {
        String[] methodAndPath = operation.split(" ", 2);
        String path = methodAndPath[1]
                .replace("{id}", "ghost")
                .replace("{name}", "ghost")
                .replace("{view}", "top")
                .replace("{lane}", "ghost")
                .replace("{sha256}", "0".repeat(64))
                .replace("{barcode}", "RR000000005KR");
        return switch (methodAndPath[0]) {
            case "get" ->
                path.endsWith("/events")
                        ? opened(browser, path, headers)
                        : browser.get(path, headers).statusCode();
            default ->
                browser.send(methodAndPath[0].toUpperCase(Locale.ROOT), path, "{}", headers)
                        .statusCode();
        };
    }

    @Test
    void theExamplesOfTheGuideWork() throws Exception {
        Path example =
                Path.of("../../examples/server/Parcels.java").toAbsolutePath().normalize();
        String guide = Files.readString(Path.of("../../docs/guide/api.md"));
        assertThat(guide).contains(Files.readString(example).strip());
        Set<String> described = operations();
        Matcher paths =
                Pattern.compile("http://127\\.0\\.0\\.1:8080(/[a-z0-9/-]+)").matcher(guide);
        while (paths.find()) {
            if (paths.group(1).equals("/actuator/health")) {
                continue; // Spring's own, not described
            }
            assertThat(described.stream().map(operation -> operation.replaceFirst("^\\w+ ", "")))
                    .contains(paths.group(1));
        }
        try (Browser admin = signedIn("admin");
                Browser officer = signedIn("officer")) {
            waitForParcel(officer);
            String secret = JSON.readTree(admin.post(
                                    "/api/v1/tokens",
                                    "{\"name\":\"guide\",\"roles\":[\"supervisor\"],\"expires_days\":1}")
                            .body())
                    .get("secret")
                    .asString();
            assertThat(JSON.readTree(run(example, secret, 0)).get("parcels").isEmpty())
                    .isFalse();
            assertThat(run(example, "gwt_wrong", 1)).contains("401").contains("token_wrong");
        }
    }

    private String run(Path example, String token, int exit) throws Exception {
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                example.toString(),
                "http://127.0.0.1:" + port);
        java.environment().put("GWANMUN_TOKEN", token);
        java.redirectErrorStream(true);
        Process process = java.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isEqualTo(exit);
        return printed;
    }

    @Test
    void everyControllerMethodIsDescribedWithASummaryAndItsRefusals() {
        Set<String> described = operations();
        server.getBeansOfType(RequestMappingHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("org.gwanmun."))
                .filter(entry -> !entry.getValue().getBeanType().isAnnotationPresent(Hidden.class))
                .forEach(entry -> entry.getKey().getPatternValues().forEach(pattern -> entry.getKey()
                        .getMethodsCondition()
                        .getMethods()
                        .forEach(verb ->
                                assertThat(described).contains(verb.name().toLowerCase(Locale.ROOT) + " " + pattern))));
        for (JsonNode path : description().get("paths")) {
            for (JsonNode operation : path) {
                assertThat(operation.path("summary").asString("")).isNotBlank();
                operation.get("responses").properties().stream()
                        .filter(response -> response.getKey().startsWith("4"))
                        .forEach(response -> assertThat(response.getValue()
                                        .at("/content/application~1json/schema/$ref")
                                        .asString(""))
                                .endsWith("/ErrorJson"));
            }
        }
        assertThat(description().at("/components/schemas/ErrorJson").isObject()).isTrue();
    }

    @Test
    void aStrangerMeetsJsonAndNeverARedirectWhateverTheAddress() {
        try (Browser stranger = stranger()) {
            for (String path : List.of(
                    "/api/v1/parcels",
                    "/api/v1/nothing",
                    "/nothing",
                    "/login",
                    "/actuator",
                    "/actuator/env",
                    "/error",
                    "/swagger-ui/index.html",
                    "/h2-console",
                    "/static/index.html",
                    "/application.properties",
                    "/assets/")) {
                HttpResponse<String> answer = stranger.get(path);
                assertThat(answer.statusCode()).as(path).isEqualTo(401);
                assertThat(error(answer)).as(path).isEqualTo("unauthenticated");
                assertThat(answer.headers().firstValue("Location")).as(path).isEmpty();
                assertThat(answer.headers().firstValue("WWW-Authenticate"))
                        .as(path)
                        .isEmpty();
            }
            for (String path : List.of("/actuator/health", "/v3/api-docs")) {
                assertThat(stranger.get(path).statusCode()).as(path).isEqualTo(200);
            }
            for (String hostile : List.of("/..%2f..%2fetc/passwd", "//api/v1/parcels", "/api/v1/parcels;x=1", "/%00")) {
                HttpResponse<String> answer = stranger.get(hostile);
                assertThat(answer.statusCode()).as(hostile).isIn(400, 401);
                assertThat(answer.body()).as(hostile).doesNotContain("root:").doesNotContain("Exception");
            }
        }
    }

    @Test
    void healthIsWordlessAboutItsReasons() {
        try (Browser stranger = stranger()) {
            assertThat(stranger.get("/actuator/health").body()).isEqualTo("{\"status\":\"UP\"}");
        }
    }

    @Test
    void thePageItselfIsForEverybodyAndItsScriptsAreFromHere() {
        try (Browser stranger = stranger()) {
            HttpResponse<String> page = stranger.get("/");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
            assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
            Matcher sources = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page.body());
            List<String> files = new ArrayList<>();
            while (sources.find()) {
                files.add(sources.group(1));
            }
            assertThat(files).isNotEmpty().allMatch(file -> file.startsWith("/") || file.startsWith("./"));
            for (String file : files) {
                assertThat(stranger.get(file.replaceFirst("^\\./", "/")).statusCode())
                        .as(file)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void headersTellTheBrowserToTrustNothingElse() {
        try (Browser stranger = stranger()) {
            for (HttpResponse<String> answer : List.of(
                    stranger.get("/actuator/health"),
                    stranger.get("/"),
                    stranger.send("HEAD", "/", ""),
                    stranger.get("/api/v1/parcels"))) {
                var headers = answer.headers();
                String asked = answer.request().method() + " " + answer.uri();
                assertThat(headers.firstValue("Content-Security-Policy"))
                        .as(asked)
                        .contains("default-src 'self'; img-src 'self' data: blob:; frame-ancestors 'none'; "
                                + "base-uri 'none'; form-action 'self'; object-src 'none'");
                assertThat(headers.firstValue("X-Content-Type-Options"))
                        .as(asked)
                        .contains("nosniff");
                assertThat(headers.firstValue("X-Frame-Options")).as(asked).contains("DENY");
                assertThat(headers.firstValue("Referrer-Policy")).as(asked).contains("no-referrer");
                assertThat(headers.firstValue("Server")).as(asked).isEmpty();
                assertThat(headers.firstValue("X-Powered-By")).as(asked).isEmpty();
            }
        }
    }

    @Test
    void signingInChangesSessionAndTokenAndSigningOutEndsBoth() {
        try (Browser browser = stranger()) {
            browser.plantCookie("GWANMUN_SESSION", "PLANTEDBYANATTACKER");
            browser.get("/api/v1/session");
            String tokenBefore = browser.cookie("XSRF-TOKEN").orElseThrow();
            HttpResponse<String> in = browser.signIn("officer", password("officer"));
            assertThat(in.statusCode()).isEqualTo(200);
            assertThat(JSON.readTree(in.body()))
                    .isEqualTo(JSON.readTree("{\"user\":\"officer\",\"roles\":[\"officer\"],\"locked\":false,"
                            + "\"must_change_password\":false,\"idle_lock_s\":600}"));
            String session = browser.cookie("GWANMUN_SESSION").orElseThrow();
            assertThat(session).isNotEqualTo("PLANTEDBYANATTACKER");
            assertThat(in.headers().allValues("Set-Cookie"))
                    .anyMatch(cookie -> cookie.startsWith("GWANMUN_SESSION=")
                            && cookie.contains("HttpOnly")
                            && cookie.contains("SameSite=Strict"));
            assertThat(browser.cookie("XSRF-TOKEN").orElseThrow()).isNotEqualTo(tokenBefore);

            assertThat(browser.signIn("auditor", password("auditor")).statusCode())
                    .isEqualTo(200);
            assertThat(browser.cookie("GWANMUN_SESSION").orElseThrow()).isNotEqualTo(session);
            assertThat(browser.get("/api/v1/session").body()).contains("auditor");

            String last = browser.cookie("GWANMUN_SESSION").orElseThrow();
            assertThat(browser.delete("/api/v1/session").statusCode()).isEqualTo(204);
            browser.plantCookie("GWANMUN_SESSION", last);
            assertThat(browser.get("/api/v1/session").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void withoutTheTokenNothingIsChanged() {
        try (Browser browser = signedIn("officer")) {
            HttpResponse<String> forged = browser.forge("/api/v1/parcels/ghost/verdict", "{\"verdict\":\"pass\"}");
            assertThat(forged.statusCode()).isEqualTo(403);
            assertThat(error(forged)).isEqualTo("forbidden");
        }
    }

    @Test
    void guessingIsSlowedDownInTheLanguageOfTheBrowser() {
        try (Browser browser = stranger()) {
            for (int i = 0; i < 5; i++) {
                HttpResponse<String> wrong = browser.signIn("instructor", "wrong");
                assertThat(wrong.statusCode()).isEqualTo(401);
                assertThat(error(wrong)).isEqualTo("login_wrong");
            }
            // Even the right one, or guessing would go on.
            HttpResponse<String> slowed = browser.post(
                    "/api/v1/session",
                    "{\"user\":\"instructor\",\"password\":\"" + password("instructor") + "\"}",
                    "Accept-Language",
                    "ko-KR,ko;q=0.9,en;q=0.8");
            assertThat(slowed.statusCode()).isEqualTo(429);
            assertThat(Integer.parseInt(
                            slowed.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(1, 60);
            assertThat(slowed.body()).contains("로그인에 여러 번 실패했습니다");
            assertThat(browser.signIn("nobody", "wrong").statusCode()).isEqualTo(401);
        } finally {
            server.getBean(LoginThrottle.class).succeeded("instructor", "127.0.0.1");
        }
    }

    @Test
    void aParcelComesFromTheTwinThroughTheFolderOnDiskToThePicture() throws Exception {
        try (Browser officer = signedIn("officer")) {
            JsonNode parcel = waitForParcel(officer);
            String id = parcel.get("id").asString();
            assertThat(id).matches("lane-1-\\d{6}");
            assertThat(parcel.get("barcode").asString()).matches("EE\\d{9}CN");
            assertThat(parcel.get("flags")).isEmpty();
            assertThat(parcel.get("height_mm").asDouble()).isEqualTo(60);
            assertThat(parcel.get("width_mm").asDouble()).isEqualTo(90);
            assertThat(parcel.get("length_mm").asDouble()).isBetween(115.0, 125.0);
            assertThat(parcel.get("weighed_g").asDouble()).isBetween(160.0, 240.0);
            assertThat(parcel.get("scanner").asString()).isEqualTo("mail-composite");
            assertThat(parcel.get("declaration").get("item_ko").asString()).isEqualTo("비누");
            assertThat(parcel.get("declaration").get("mass_g").asDouble()).isEqualTo(200);
            Instant.parse(parcel.get("arrived").asString());
            assertThat(folderOf(id)).matches("scans/([0-9a-f]{2})/\\1[0-9a-f]{62}");
            assertThat(data.resolve(folderOf(id)).resolve("scan.json")).exists();
            assertThat(data.resolve("scans/.incoming/123")).doesNotExist();

            JsonNode view = parcel.get("views").get(0);
            int pixels = view.get("lines").asInt() * view.get("pixels").asInt();
            String path = "/api/v1/parcels/" + id + "/views/" + view.get("name").asString();
            HttpResponse<byte[]> picture = officer.bytes(path);
            assertThat(picture.statusCode()).isEqualTo(200);
            assertThat(picture.headers().firstValue("Content-Type")).contains("application/octet-stream");
            assertThat(picture.body()).hasSize(36 * pixels);
            var floats = ByteBuffer.wrap(picture.body())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            int aluminium = 0;
            for (int i = 0; i < pixels; i++) {
                float attenuation = floats.get(i);
                float zeff = floats.get(pixels + i);
                assertThat(attenuation).isBetween(0f, 12f);
                assertThat(zeff == 0 || (zeff >= 4 && zeff <= 40))
                        .as("zeff %s", zeff)
                        .isTrue();
                float high = floats.get(2 * pixels + i);
                float areal = floats.get(3 * pixels + i);
                assertThat(high).isBetween(0f, 12f);
                if (attenuation > 0.5 && zeff > 11 && zeff < 16) {
                    aluminium++;
                    assertThat(high).isLessThan(attenuation);
                    assertThat(areal).isGreaterThan(0.5f);
                }
            }
            // 70 x 40 mm of aluminium, on pixels of about a square millimetre.
            assertThat(aluminium).isBetween(1500, 6000);

            JsonNode alone = JSON.readTree(officer.get("/api/v1/parcels/" + id).body());
            assertThat(alone.get("id").asString()).isEqualTo(id);
            assertThat(error(officer.get("/api/v1/parcels/ghost"))).isEqualTo("parcel_unknown");

            String etag = picture.headers().firstValue("ETag").orElseThrow();
            assertThat(officer.bytes(path, "If-None-Match", etag).statusCode()).isEqualTo(304);
            assertThat(new ScanPictures(data)
                            .inspect(folderOf(id))
                            .views()
                            .getFirst()
                            .lines())
                    .isEqualTo(view.get("lines").asInt());
            assertThat(error(officer.get("/api/v1/parcels/" + id + "/views/side")))
                    .isEqualTo("view_unknown");
            assertThat(error(officer.get("/api/v1/parcels/ghost/views/top"))).isEqualTo("parcel_unknown");
        }
    }

    @Test
    void aVerdictIsStoredOnceAuditedAndToldToEveryDesk() throws Exception {
        try (Browser officer = signedIn("officer");
                Browser supervisor = signedIn("supervisor");
                Browser auditor = signedIn("auditor")) {
            String id = waitForParcel(officer).get("id").asString();
            HttpResponse<InputStream> stream = supervisor.stream("/api/v1/events");
            assertThat(stream.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/event-stream");
            try (BufferedReader events =
                    new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
                assertThat(events.readLine()).isEqualTo(":open");
                HttpResponse<String> given = officer.post(
                        "/api/v1/parcels/" + id + "/verdict",
                        "{\"verdict\":\"inspect\",\"reason\":4,\"shown_ms\":4321}");
                assertThat(given.statusCode()).isEqualTo(201);
                JsonNode verdict = JSON.readTree(given.body());
                assertThat(verdict.get("verdict").asString()).isEqualTo("inspect");
                assertThat(verdict.get("reason").asInt()).isEqualTo(4);
                assertThat(verdict.get("officer").asString()).isEqualTo("officer");

                JsonNode told = JSON.readTree(dataOf(events, "verdict"));
                assertThat(told.get("id").asString()).isEqualTo(id);
                assertThat(told.get("verdict")).isEqualTo(verdict);
                assertThat(Instant.parse(verdict.get("recall_until").asString()))
                        .isAfter(Instant.now());

                HttpResponse<String> again = officer.post(
                        "/api/v1/parcels/" + id + "/verdict", "{\"verdict\":\"pass\",\"reason\":null,\"shown_ms\":1}");
                assertThat(again.statusCode()).isEqualTo(409);
                assertThat(error(again)).isEqualTo("already_judged");

                JsonNode listed = JSON.readTree(officer.get("/api/v1/parcels").body())
                        .get("parcels")
                        .valueStream()
                        .filter(parcel -> parcel.get("id").asString().equals(id))
                        .findFirst()
                        .orElseThrow();
                assertThat(listed.get("verdict")).isEqualTo(verdict);

                List<JsonNode> entries = JSON.readTree(
                                auditor.get("/api/v1/audit").body())
                        .get("entries")
                        .valueStream()
                        .filter(entry -> entry.get("subject").asString().equals(id))
                        .toList();
                assertThat(entries).hasSize(1);
                assertThat(entries.getFirst().get("action").asString()).isEqualTo("verdict.given");
                assertThat(entries.getFirst().get("actor").asString()).matches("p-[0-9a-f]{16}");
                assertThat(entries.getFirst().get("detail").asString())
                        .isEqualTo("verdict=inspect reason=4 shown_ms=4321");
                assertThat(server.getBean(GwanmunStore.class).audit().verify())
                        .isInstanceOf(AuditVerification.Intact.class);

                // The belt may stand, full of parcels that nobody has read; once they are read it goes on.
                judgeAllThatWait(officer);
                JsonNode next = JSON.readTree(dataOf(events, "parcel"));
                assertThat(next.get("id").asString()).startsWith("lane-1-");
                assertThat(next.get("declaration").get("item_ko").asString()).isEqualTo("비누");

                assertThat(supervisor.delete("/api/v1/session").statusCode()).isEqualTo(204);
                assertThat(events.lines().filter(line -> line.startsWith("data:")))
                        .as("the stream ends with the session")
                        .hasSizeLessThan(3);
            }
        }
    }

    @Test
    void aVerdictThatIsNoneIsRefusedAndStoresNothing() throws Exception {
        try (Browser officer = signedIn("officer")) {
            String id = waitForParcel(officer).get("id").asString();
            String path = "/api/v1/parcels/" + id + "/verdict";
            Map<String, String> wrong = new TreeMap<>(Map.of(
                    "{\"verdict\":\"maybe\",\"reason\":null,\"shown_ms\":1}", "verdict_unknown",
                    "{\"reason\":null,\"shown_ms\":1}", "verdict_unknown",
                    "{\"verdict\":\"pass\",\"reason\":0,\"shown_ms\":1}", "reason_unknown",
                    "{\"verdict\":\"pass\",\"reason\":10,\"shown_ms\":1}", "reason_unknown",
                    "{\"verdict\":\"pass\",\"reason\":null,\"shown_ms\":-1}", "shown_out_of_range",
                    "{\"verdict\":\"pass\",\"reason\":null}", "shown_out_of_range",
                    "{\"verdict\":\"pass\",\"reason\":2.5,\"shown_ms\":1}", "body_unreadable",
                    "{\"verdict\":\"pass\",\"reason\":\"3\",\"shown_ms\":1}", "body_unreadable",
                    "{\"verdict\":\"pass\",\"reson\":3,\"shown_ms\":1}", "body_unreadable",
                    "{\"verdict\":\"pass\"", "body_unreadable"));
            wrong.put("", "body_unreadable");
            wrong.put("[]", "body_unreadable");
            wrong.put("{\"verdict\":\"" + "x".repeat(100_000) + "\"}", "body_unreadable");
            wrong.forEach((body, code) -> {
                HttpResponse<String> answer = officer.post(path, body);
                assertThat(answer.statusCode()).as(body).isEqualTo(400);
                assertThat(error(answer)).as(body).isEqualTo(code);
            });
            HttpResponse<String> form = officer.send("POST", path, "verdict=pass");
            assertThat(form.statusCode()).isEqualTo(400);
            JsonNode listed = JSON.readTree(officer.get("/api/v1/parcels").body())
                    .get("parcels")
                    .valueStream()
                    .filter(parcel -> parcel.get("id").asString().equals(id))
                    .findFirst()
                    .orElseThrow();
            assertThat(listed.get("verdict").isNull()).isTrue();
        }
    }

    @Test
    void theWallShowsMaskedPicturesOfEachCameraToThoseWhoMayLook() throws Exception {
        try (Browser control = signedIn("control");
                Browser auditor = signedIn("auditor")) {
            JsonNode hall = waitForCamera(control, "hall");
            assertThat(hall.get("demonstration").asBoolean()).isTrue();
            assertThat(hall.get("title_en").asString()).contains("Drawn");
            assertThat(hall.get("title_ko").asString()).contains("그려진");
            assertThat(hall.get("width_px").asInt()).isEqualTo(960);
            assertThat(hall.get("height_px").asInt()).isEqualTo(540);
            JsonNode wall = JSON.readTree(control.get("/api/v1/cameras").body());
            assertThat(wall.get("may_change").asBoolean()).isTrue();
            if (wall.get("detector").isNull()) {
                assertThat(hall.get("people").isNull()).isTrue();
                assertThat(hall.get("tracks_seen").isNull()).isTrue();
                assertThat(hall.get("message_en").asString()).contains("./gwanmun models install");
            }
            assertThat(JSON.readTree(auditor.get("/api/v1/cameras").body())
                            .get("may_change")
                            .asBoolean())
                    .isFalse();
            HttpResponse<byte[]> picture = auditor.bytes("/api/v1/cameras/hall/picture");
            assertThat(picture.headers().firstValue("Content-Type")).contains("image/jpeg");
            assertThat(picture.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(ImageIO.read(new ByteArrayInputStream(picture.body())).getWidth())
                    .isEqualTo(960);
            assertThat(error(control.get("/api/v1/cameras/ghost"))).isEqualTo("camera_unknown");
            assertThat(control.get("/api/v1/cameras/live").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void picturesComeOverTheSocketInTheWantedSizeUntilTheSessionEnds() throws Exception {
        BlockingQueue<ByteBuffer> messages = new LinkedBlockingQueue<>();
        try (Browser control = signedIn("control")) {
            waitForCamera(control, "hall");
            WebSocket live = control.live("", messages);
            live.sendText("{\"show\":[\"hall\",\"ghost\"],\"width_px\":300}", true)
                    .join();
            long before = -1;
            for (int i = 0; i < 3; i++) {
                ByteBuffer message = messages.poll(30, TimeUnit.SECONDS);
                assertThat(message).isNotNull();
                byte[] header = new byte[message.getInt()];
                message.get(header);
                JsonNode told = JSON.readTree(header);
                assertThat(told.get("camera").asString()).isEqualTo("hall");
                assertThat(told.get("state").asString()).isEqualTo("live");
                assertThat(told.get("width_px").asInt()).isEqualTo(960);
                assertThat(told.get("picture_width_px").asInt()).isEqualTo(320);
                assertThat(told.get("sequence").asLong()).isGreaterThan(before);
                assertThat(told.get("tracks").isArray()).isTrue();
                before = told.get("sequence").asLong();
                byte[] jpeg = new byte[message.remaining()];
                message.get(jpeg);
                BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
                assertThat(image.getWidth()).isEqualTo(320);
                assertThat(image.getHeight()).isEqualTo(180);
            }
            assertThat(control.delete("/api/v1/session").statusCode()).isEqualTo(204);
            ByteBuffer last = messages.poll(30, TimeUnit.SECONDS);
            while (last != null && last.hasRemaining()) {
                last = messages.poll(30, TimeUnit.SECONDS);
            }
            assertThat(last).as("the socket is closed with the session").isNotNull();
        }
    }

    @Test
    void theSocketIsRefusedToOtherPagesRolesAndStrangersAndClosedOnNonsense() throws Exception {
        BlockingQueue<ByteBuffer> messages = new LinkedBlockingQueue<>();
        try (Browser control = signedIn("control");
                Browser officer = signedIn("officer");
                Browser stranger = stranger()) {
            assertThat(refused(control, "https://elsewhere.example")).isEqualTo(403);
            assertThat(refused(control, "http://127.0.0.1:1")).isEqualTo(403);
            assertThat(refused(control, "null")).isEqualTo(403);
            assertThat(refused(officer, "")).isEqualTo(403);
            assertThat(refused(stranger, "")).isEqualTo(401);
            for (String nonsense : List.of(
                    "{",
                    "{}",
                    "{\"show\":3}",
                    "{\"show\":[],\"width\":1}",
                    "{\"show\":[" + "\"hall\",".repeat(16) + "\"hall\"]}")) {
                control.live("", messages).sendText(nonsense, true).join();
                assertThat(messages.poll(30, TimeUnit.SECONDS)).as(nonsense).isEqualTo(ByteBuffer.allocate(0));
            }
        }
    }

    private static int refused(Browser browser, String origin) {
        CompletionException failure = catchThrowableOfType(
                CompletionException.class, () -> browser.live(origin, new LinkedBlockingQueue<>()));
        return failure.getCause() instanceof WebSocketHandshakeException handshake
                ? handshake.getResponse().statusCode()
                : -1;
    }

    @Test
    void zonesAndPlansAreCheckedKeptAndAudited() throws Exception {
        try (Browser control = signedIn("control");
                Browser auditor = signedIn("auditor")) {
            waitForCamera(control, "street");
            String zones = "/api/v1/cameras/street/zones";
            String square = "[[100,100],[200,100],[200,200],[100,200]]";
            HttpResponse<String> kept = control.put(
                    zones,
                    "{\"zones\":[{\"title\":\" 출입문 \",\"points_px\":" + square
                            + "},{\"id\":\"z1\",\"title\":\"b\",\"points_px\":" + square + "}]}");
            assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
            JsonNode list = JSON.readTree(kept.body()).get("zone_list");
            assertThat(list.get(0).get("id").asString()).isEqualTo("z2");
            assertThat(list.get(0).get("title").asString()).isEqualTo("출입문");
            assertThat(list.get(1).get("id").asString()).isEqualTo("z1");
            assertThat(JSON.readTree(kept.body()).get("zones").asInt()).isEqualTo(2);
            Map<String, String> wrong = new TreeMap<>(Map.of(
                    "{\"title\":\"a\",\"points_px\":[[1,1],[2,2]]}",
                    "zone_points_wrong",
                    "{\"title\":\"a\"}",
                    "zone_points_wrong",
                    "{\"title\":\"\",\"points_px\":" + square + "}",
                    "zone_title_wrong",
                    "{\"title\":\"a\",\"points_px\":[[1,1],[961,1],[1,50]]}",
                    "zone_outside",
                    "{\"title\":\"a\",\"points_px\":[[1,1],[null,1],[1,50]]}",
                    "zone_outside",
                    "{\"title\":\"a\",\"points_px\":[[0,0],[100,100],[100,0],[0,100]]}",
                    "zone_crosses_itself",
                    "{\"title\":\"a\",\"points_px\":[[0,0],[50,0],[100,0]]}",
                    "zone_crosses_itself",
                    "{\"id\":\"../z\",\"title\":\"a\",\"points_px\":" + square + "}",
                    "zone_id_wrong",
                    "null",
                    "zone_id_wrong"));
            wrong.forEach((zone, code) -> {
                HttpResponse<String> refused = control.put(zones, "{\"zones\":[" + zone + "]}");
                assertThat(refused.statusCode()).as(zone).isEqualTo(400);
                assertThat(error(refused)).as(zone).isEqualTo(code);
            });
            assertThat(error(control.put(zones, "{\"zones\":[" + "null,".repeat(16) + "null]}")))
                    .isEqualTo("zones_too_many");

            String plan = "/api/v1/cameras/street/plan";
            String pairs = "{\"pairs\":[" + pair(100, 500, 0, 0) + "," + pair(860, 500, 8, 0) + ","
                    + pair(300, 250, 0, 12) + "," + pair(660, 250, 8, 12) + "," + pair(480, 330, 4.1, 5) + "]}";
            HttpResponse<String> fit = control.post(plan + "/fit", pairs);
            assertThat(fit.statusCode()).as(fit.body()).isEqualTo(200);
            JsonNode told = JSON.readTree(fit.body());
            assertThat(told.get("rms_m").asDouble()).isGreaterThan(0);
            assertThat(told.get("pairs").get(4).get("error_px").asDouble()).isGreaterThan(0);
            assertThat(told.get("homography").get(2).size()).isEqualTo(3);
            assertThat(JSON.readTree(control.get("/api/v1/cameras/street").body())
                            .get("plan")
                            .isNull())
                    .isTrue();
            assertThat(error(control.post(plan + "/fit", "{\"pairs\":[" + pair(1, 1, 1, 1) + "]}")))
                    .isEqualTo("plan_pairs_wrong");
            String line = pair(0, 0, 0, 0) + "," + pair(1, 1, 1, 1) + "," + pair(2, 2, 2, 2) + "," + pair(3, 3, 3, 3);
            assertThat(error(control.post(plan + "/fit", "{\"pairs\":[" + line + "]}")))
                    .isEqualTo("plan_does_not_fit");
            assertThat(error(control.post(plan + "/fit", "{\"pairs\":[{},{},{},{}]}")))
                    .isEqualTo("plan_pair_wrong");
            JsonNode placed = JSON.readTree(control.put(plan, pairs).body());
            assertThat(placed.get("calibrated").asBoolean()).isTrue();
            assertThat(placed.get("plan")).isEqualTo(told);
            assertThat(data.resolve("cameras/street.json")).content().contains("출입문", "plan_m");
            assertThat(JSON.readTree(control.delete(plan).body()).get("plan").isNull())
                    .isTrue();

            assertThat(JSON.readTree(auditor.get("/api/v1/audit").body())
                            .get("entries")
                            .valueStream()
                            .filter(entry -> entry.get("subject").asString().equals("street"))
                            .map(entry -> entry.get("action").asString()))
                    .containsExactlyInAnyOrder("camera.zones", "camera.plan", "camera.plan.removed");
        }
    }

    private static String pair(double x_px, double y_px, double x_m, double y_m) {
        return "{\"picture_px\":[" + x_px + "," + y_px + "],\"plan_m\":[" + x_m + "," + y_m + "]}";
    }

    /** A camera that shows something. */
    private static JsonNode waitForCamera(Browser browser, String name) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < end) {
            JsonNode camera =
                    JSON.readTree(browser.get("/api/v1/cameras/" + name).body());
            if (camera.get("state").asString().equals("live")) {
                return camera;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("No picture came within a minute.");
    }

    private static void judgeAllThatWait(Browser officer) {
        for (JsonNode parcel :
                JSON.readTree(officer.get("/api/v1/parcels").body()).get("parcels")) {
            if (parcel.get("verdict").isNull()) {
                officer.post(
                        "/api/v1/parcels/" + parcel.get("id").asString() + "/verdict",
                        "{\"verdict\":\"pass\",\"reason\":null,\"shown_ms\":1000}");
            }
        }
    }

    private String folderOf(String parcel) {
        return server.getBean(GwanmunStore.class)
                .readings()
                .findParcel(parcel)
                .orElseThrow()
                .parcel()
                .scanFolder();
    }

    private static int opened(Browser browser, String path, String... headers) {
        HttpResponse<InputStream> answer = browser.stream(path, headers);
        try (InputStream body = answer.body()) {
            assertThat(body.read()).isGreaterThan(0);
            return answer.statusCode();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The data of the next event of that name. */
    private static String dataOf(BufferedReader events, String name) throws IOException {
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            if (line.equals("event:" + name)) {
                return events.readLine().substring("data:".length());
            }
        }
        throw new IllegalStateException("The stream ended before an event " + name + ".");
    }

    /** A parcel that waits for its verdict. */
    private static JsonNode waitForParcel(Browser officer) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < end) {
            JsonNode parcels =
                    JSON.readTree(officer.get("/api/v1/parcels").body()).get("parcels");
            for (JsonNode parcel : parcels) {
                if (parcel.get("verdict").isNull()) {
                    return parcel;
                }
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("No parcel came within a minute.");
    }

    private Browser stranger() {
        Browser browser = new Browser(port);
        browser.get("/actuator/health");
        return browser;
    }

    private Browser signedIn(String user) {
        Browser browser = new Browser(port);
        HttpResponse<String> answer = browser.signIn(user, password(user));
        assertThat(answer.statusCode())
                .as("sign-in of " + user + ": " + answer.body())
                .isEqualTo(200);
        return browser;
    }

    private String password(String user) {
        return suite.demoLogins().stream()
                .filter(login -> login.user().equals(user))
                .map(Login::password)
                .findFirst()
                .orElseThrow();
    }

    private JsonNode description() {
        try (Browser stranger = stranger()) {
            return JSON.readTree(stranger.get("/v3/api-docs").body());
        }
    }

    private Set<String> operations() {
        Set<String> operations = new TreeSet<>(Set.of(METRICS)); // not described, but answers
        description().get("paths").properties().forEach(path -> path.getValue()
                .propertyNames()
                .forEach(method -> operations.add(method + " " + path.getKey())));
        return operations;
    }

    private static String error(HttpResponse<String> answer) {
        return JSON.readTree(answer.body()).path("error").path("code").asString("");
    }
}
