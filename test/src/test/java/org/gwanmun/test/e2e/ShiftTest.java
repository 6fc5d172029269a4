package org.gwanmun.test.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A shift at the desk, read as a person would: looking, pressing functions, clicking, changing one's mind, asking, tearing a
 * view off, handing over. {@code -Dgwanmun.shift.parcels=200} is a whole one. What was measured is written to target/shift.txt.
 */
@Tag("slow")
@Tag("browser")
class ShiftTest {
    private static final int USUAL_PARCELS = 8;
    private static final double PATIENCE_MS = 60_000;
    private static final int LEAST_LOOK_MS = 900;
    private static final int MOST_LOOK_MS = 6000;
    private static final int MEASURE_EVERY = 20;
    private static final long MOST_GROWTH_BYTES = 40_000_000;
    private static final List<String> FUNCTIONS =
            List.of("KeyW", "KeyE", "KeyU", "KeyI", "KeyC", "KeyY", "KeyA", "KeyX", "KeyN", "KeyV", "KeyQ");

    /** Notes, for each verdict with another parcel behind it, how long it took until that one's picture was drawn. */
    private static final String WATCH = """
            () => {
              const shift = window.shift = { times: [], empty: 0 };
              const id = () => document.querySelector('[data-testid=parcel-id]')?.textContent ?? '';
              const canvas = () => document.querySelector('[data-testid=picture]');
              const begin = () => {
                const before = id();
                if (!canvas()) return;
                const start = performance.now();
                const look = () => {
                  const passed = performance.now() - start;
                  if (id() === '–') {
                    shift.empty++; // nobody was waiting: what comes next has still to pass the tunnel
                  } else if (id() !== before && canvas()) {
                    const gl = canvas().getContext('webgl2');
                    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
                    shift.times.push(performance.now() - start);
                  } else if (passed < 10000) {
                    setTimeout(look, 0);
                  }
                };
                setTimeout(look, 0);
              };
              addEventListener('keydown', event => (event.code === 'KeyJ' || event.code === 'KeyK') && begin(), true);
              addEventListener('pointerup', event => event.target.closest('[data-testid^=verdict-]') && begin(), true);
            }""";

    private final List<String> consoleErrors = new ArrayList<>();
    private final List<String> report = new ArrayList<>();
    private final SplittableRandom chance = new SplittableRandom(4);

    @Test
    void aShiftIsReadWithoutAnErrorAndThePageDoesNotGrow(@TempDir Path home) throws Exception {
        Optional<Path> executable = Chromium.find();
        assumeTrue(executable.isPresent(), "no chromium on PATH. Maybe run ./gwanmun doctor --install");
        int parcels = Integer.getInteger("gwanmun.shift.parcels", USUAL_PARCELS);
        List<Map<String, Double>> memory = new ArrayList<>();
        try (DemoProcess demo = DemoProcess.start(home, System.getProperty("gwanmun.root", ""));
                Chromium chromium = Chromium.launch(executable.get())) {
            Page page = signedIn(chromium, demo);
            CDPSession inspector = page.context().newCDPSession(page);
            inspector.send("Performance.enable");
            page.evaluate(WATCH);
            for (int read = 1; read <= parcels; read++) {
                String parcel = shown(page);
                look(page);
                decide(page, parcel, read, parcels);
                if (read % MEASURE_EVERY == 0 || read == parcels || read == 3) {
                    memory.add(measure(inspector, read));
                }
            }
            PlaywrightAssertions.assertThat(page.getByTestId("pending"))
                    .hasText("", new LocatorAssertions.HasTextOptions().setTimeout(20_000));
            List<Double> times = ((List<?>) page.evaluate("() => window.shift.times"))
                    .stream().map(ms -> ((Number) ms).doubleValue()).sorted().toList();
            report(parcels, times, memory);
        }
        assertThat(consoleErrors).as("errors on the console of the browser").isEmpty();
        double growth = memory.getLast().getOrDefault("JSHeapUsedSize", 0.0)
                - memory.getFirst().getOrDefault("JSHeapUsedSize", 0.0);
        assertThat(growth).as("bytes that the page has grown by").isLessThan(MOST_GROWTH_BYTES);
    }

    private Page signedIn(Chromium chromium, DemoProcess demo) {
        Page page = chromium.browser()
                .newContext(new Browser.NewContextOptions().setLocale("ko-KR").setViewportSize(1366, 768))
                .newPage();
        page.onConsoleMessage(message -> {
            // Asking who is signed in is answered 401 to a stranger, which the browser itself calls an error.
            if (message.type().equals("error") && !message.location().contains("/api/v1/session")) {
                consoleErrors.add(message.text() + " " + message.location());
            }
        });
        page.onPageError(consoleErrors::add);
        page.navigate(demo.address());
        page.getByTestId("login-user").fill("officer");
        page.getByTestId("login-password").fill(demo.password("officer"));
        page.getByTestId("login-submit").click();
        return page;
    }

    private static String shown(Page page) {
        PlaywrightAssertions.assertThat(page.getByTestId("parcel-id"))
                .hasText(Pattern.compile(".*-\\d{4}"), new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MS));
        PlaywrightAssertions.assertThat(page.getByTestId("verdict-pass"))
                .isEnabled(new LocatorAssertions.IsEnabledOptions().setTimeout(PATIENCE_MS));
        return page.getByTestId("parcel-id").innerText();
    }

    /** The eyes wander over the picture, functions are tried. */
    private void look(Page page) {
        page.getByTestId("picture").first().hover();
        for (int i = chance.nextInt(4); i > 0; i--) {
            page.mouse().move(300 + chance.nextInt(300), 200 + chance.nextInt(300));
            page.keyboard().press(FUNCTIONS.get(chance.nextInt(FUNCTIONS.size())));
        }
        if (chance.nextInt(5) == 0) {
            page.mouse().wheel(0, -300);
        }
        page.waitForTimeout(LEAST_LOOK_MS + chance.nextInt(MOST_LOOK_MS - LEAST_LOOK_MS));
    }

    private void decide(Page page, String parcel, int read, int parcels) {
        if (read % 50 == 4 || (parcels == USUAL_PARCELS && read == 4)) {
            Page window = page.waitForPopup(() -> page.keyboard().press("Shift+T"));
            PlaywrightAssertions.assertThat(window.getByTestId("picture"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS));
            window.keyboard().press("KeyE");
            window.close();
            PlaywrightAssertions.assertThat(page.getByTestId("picture").first()).isVisible();
        }
        if (read % 25 == 5) {
            page.keyboard().press("Shift+O");
        } else if (read % 2 == 0) {
            page.keyboard().press("KeyJ");
        } else if (chance.nextInt(4) == 0) {
            page.keyboard().press("Digit" + (1 + chance.nextInt(9)));
            page.getByTestId("verdict-inspect").click();
        } else {
            page.getByTestId("verdict-pass").click();
        }
        PlaywrightAssertions.assertThat(page.getByTestId("parcel-id"))
                .not()
                .hasText(parcel, new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MS));
        if (read % 20 == 6) {
            page.keyboard().press("Backspace");
            PlaywrightAssertions.assertThat(page.getByTestId("parcel-id")).hasText(parcel);
            page.waitForTimeout(LEAST_LOOK_MS);
            page.keyboard().press("KeyK");
        }
        if (read % 70 == 7) {
            page.keyboard().press("Shift+H");
            PlaywrightAssertions.assertThat(page.getByTestId("resting")).isVisible();
            page.getByTestId("resume").click();
        }
    }

    private static Map<String, Double> measure(CDPSession inspector, int read) {
        inspector.send("HeapProfiler.collectGarbage");
        JsonObject metrics = inspector.send("Performance.getMetrics");
        Map<String, Double> measured = new HashMap<>();
        measured.put("read", (double) read);
        metrics.getAsJsonArray("metrics")
                .forEach(metric -> measured.put(
                        metric.getAsJsonObject().get("name").getAsString(),
                        metric.getAsJsonObject().get("value").getAsDouble()));
        return measured;
    }

    private void report(int parcels, List<Double> times, List<Map<String, Double>> memory) throws Exception {
        report.add(String.format(Locale.ROOT, "%d parcels, %d verdicts with another waiting", parcels, times.size()));
        if (!times.isEmpty()) {
            report.add(String.format(
                    Locale.ROOT,
                    "verdict to next picture, ms: p50 %.0f, p90 %.0f, p99 %.0f, longest %.0f",
                    times.get(times.size() / 2),
                    times.get((int) (0.9 * times.size())),
                    times.get((int) (0.99 * times.size())),
                    times.getLast()));
        }
        for (Map<String, Double> measured : memory) {
            report.add(String.format(
                    Locale.ROOT,
                    "after %3.0f parcels: heap %.2f MB, %.0f nodes, %.0f listeners",
                    measured.get("read"),
                    measured.getOrDefault("JSHeapUsedSize", 0.0) / 1e6,
                    measured.getOrDefault("Nodes", 0.0),
                    measured.getOrDefault("JSEventListeners", 0.0)));
        }
        Files.write(Files.createDirectories(Path.of("target")).resolve("shift.txt"), report);
    }
}
