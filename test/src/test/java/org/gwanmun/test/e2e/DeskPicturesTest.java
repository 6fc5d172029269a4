package org.gwanmun.test.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.BoundingBox;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.gwanmun.core.json.Json;
import org.gwanmun.server.picture.ScanPictures;
import org.gwanmun.xray.imaging.CompositeMaps;
import org.gwanmun.xray.imaging.Palette;
import org.gwanmun.xray.imaging.PictureFunctions;
import org.gwanmun.xray.imaging.PictureSettings;
import org.gwanmun.xray.imaging.PictureSettings.Bands;
import org.gwanmun.xray.imaging.PictureSettings.Colour;
import org.gwanmun.xray.imaging.PictureSettings.Material;
import org.gwanmun.xray.imaging.PictureSettings.Range;
import org.gwanmun.xray.imaging.PictureSettings.Scatter;
import org.gwanmun.xray.imaging.PictureSettings.Tone;
import org.gwanmun.xray.imaging.ViewMaps;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pictures of the desk as a browser really draws them: read back from the graphics context and held against the Java
 * reference, pixel by pixel; and what the desk does when pictures fail, vanish or come in pairs.
 */
@Tag("slow")
@Tag("browser")
class DeskPicturesTest {
    private static final double PATIENCE_MS = 60_000;
    private static final Pattern NUMBERED = Pattern.compile(".*-\\d{4}");
    private static final String PARCEL = "synthetic-0001";
    private static final int LEAST_COMPARED = 100_000;

    /** Each function by the keys that turn it on, from the neutral picture. */
    private static final Map<String, List<String>> FUNCTIONS = functions();

    /** Pixels of the first picture, from the bottom row up, with what was asked for. */
    private static final String READ = """
            async () => {
              await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
              const canvas = document.querySelector('[data-testid=picture]');
              const gl = canvas.getContext('webgl2');
              const pixels = new Uint8Array(4 * canvas.width * canvas.height);
              gl.bindFramebuffer(gl.FRAMEBUFFER, null);
              gl.readPixels(0, 0, canvas.width, canvas.height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
              let text = '';
              for (let i = 0; i < pixels.length; i += 32768) {
                text += String.fromCharCode(...pixels.subarray(i, i + 32768));
              }
              return { width: canvas.width, height: canvas.height, ratio: devicePixelRatio, pixels: btoa(text),
                       display: JSON.parse(canvas.dataset.display), frame: JSON.parse(canvas.dataset.frame) };
            }""";

    private static final String SETTLE =
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))";

    /** Milliseconds from a key to its last pixel, with everything between. */
    private static final String TIME = """
            async code => {
              const canvas = document.querySelector('[data-testid=picture]');
              const gl = canvas.getContext('webgl2');
              const finish = () => gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
              finish();
              const before = canvas.dataset.display + canvas.dataset.frame;
              const start = performance.now();
              window.dispatchEvent(new KeyboardEvent('keydown', { code, key: code, bubbles: true }));
              while (canvas.dataset.display + canvas.dataset.frame === before) {
                await new Promise(done => setTimeout(done, 0));
              }
              finish();
              return performance.now() - start;
            }""";

    @TempDir
    static @Nullable Path home;

    private static @Nullable DemoProcess demo;
    private static @Nullable Chromium chromium;

    private static Map<String, List<String>> functions() {
        Map<String, List<String>> functions = new LinkedHashMap<>();
        functions.put("material", List.of());
        functions.put("black and white", List.of("KeyW"));
        functions.put("negative", List.of("KeyW", "KeyE"));
        functions.put("material negative", List.of("KeyE"));
        functions.put("pseudo-colour", List.of("KeyY"));
        functions.put("colour-vision-safe", List.of("KeyC"));
        functions.put("organic only", List.of("KeyO"));
        functions.put("organic stripped", List.of("KeyP"));
        functions.put("metal only", List.of("KeyM"));
        functions.put("high penetration", List.of("KeyR"));
        functions.put("low penetration", List.of("KeyT"));
        functions.put("super-enhanced", List.of("KeyU"));
        functions.put("edge", List.of("KeyI"));
        functions.put("absorption window", List.of("KeyB", "BracketRight", "Period"));
        functions.put("Zeff window", List.of("KeyV", "BracketRight"));
        functions.put("density alert", List.of("KeyN", "BracketLeft"));
        functions.put("gamma, brightness, contrast", List.of("KeyG", "KeyS", "KeyS", "KeyX", "KeyX"));
        functions.put("scatter from above", List.of("Shift+KeyQ"));
        functions.put("scatter from below, pseudo-colour", List.of("Shift+KeyW", "KeyY", "KeyX"));
        functions.put("forward scatter, negative", List.of("Shift+KeyE", "KeyE", "KeyS"));
        functions.put("overlay", List.of("Quote"));
        functions.put("difference", List.of("Backslash"));
        functions.put("several at once", List.of("KeyU", "KeyI", "KeyE", "KeyC", "KeyN", "KeyV", "KeyA", "KeyX"));
        return functions;
    }

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> executable = Chromium.find();
        assumeTrue(executable.isPresent(), "no chromium on PATH. Maybe run ./gwanmun doctor --install");
        demo = DemoProcess.start(Objects.requireNonNull(home), System.getProperty("gwanmun.root", ""));
        chromium = Chromium.launch(executable.get());
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    void everyFunctionOnTheScreenIsTheReferenceToOneStepOfGrey() throws Exception {
        List<String> report = new ArrayList<>();
        ViewMaps synthetic = synthetic(150, 190);
        try (BrowserContext context = context(900, 700)) {
            Page page = context.newPage();
            serve(page, List.of(synthetic));
            signIn(page);
            compare(page, synthetic, scatter(synthetic), "synthetic", report);
        }
        try (BrowserContext context = context(900, 700)) {
            Page page = context.newPage();
            signIn(page);
            Served served = served(page);
            compare(page, served.maps, served.composite, "scan", report);
        }
        write("agreement.txt", report);
    }

    @Test
    void withoutFloatTexturesToDrawIntoThePictureIsNearlyTheSame() throws Exception {
        ViewMaps synthetic = synthetic(150, 190);
        try (BrowserContext context = context(900, 700)) {
            Page page = context.newPage();
            page.addInitScript("const get = WebGL2RenderingContext.prototype.getExtension;"
                    + "WebGL2RenderingContext.prototype.getExtension = function(name) {"
                    + " return name === 'EXT_color_buffer_float' ? null : get.call(this, name); };");
            serve(page, List.of(synthetic));
            signIn(page);
            for (String key : List.of("KeyQ", "KeyU", "KeyI")) {
                page.keyboard().press(key);
                Difference difference = difference(page, synthetic, scatter(synthetic));
                // Overshoots beside the sharpest edges are cut in bytes; everything else agrees.
                assertThat(difference.mean).as("mean difference after %s", key).isLessThan(0.6);
            }
        }
    }

    @Test
    void everyFunctionAnswersQuicklyWithoutAGraphicsCard() throws Exception {
        List<String> report = new ArrayList<>();
        try (BrowserContext context = context(1366, 768)) {
            Page page = context.newPage();
            serve(page, List.of(synthetic(420, 640)));
            signIn(page);
            read(page);
            List<Double> medians = new ArrayList<>();
            for (String key : List.of(
                    "KeyU", "KeyI", "KeyW", "KeyE", "KeyY", "KeyC", "KeyO", "KeyP", "KeyM", "KeyR", "KeyT", "KeyB",
                    "KeyV", "KeyN", "KeyA", "KeyX", "KeyG")) {
                double first = ((Number) page.evaluate(TIME, key)).doubleValue();
                List<Double> more = new ArrayList<>();
                for (int i = 0; i < 5; i++) {
                    page.keyboard().press("KeyD");
                    page.evaluate(SETTLE);
                    more.add(((Number) page.evaluate(TIME, key)).doubleValue());
                }
                page.keyboard().press("KeyD");
                double median = more.stream().sorted().toList().get(2);
                medians.add(median);
                report.add(String.format(Locale.ROOT, "%-6s first %6.1f ms, then median %6.1f ms", key, first, median));
            }
            List<Double> zooms = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                zooms.add(((Number) page.evaluate(TIME, "Equal")).doubleValue());
            }
            report.add(String.format(Locale.ROOT, "zoom   %s ms", zooms));
            write("timings.txt", report);
            // A machine that does other work besides must not fail a build: 50 ms is what an idle one needs at most.
            assertThat(medians).allSatisfy(ms -> assertThat(ms).isLessThan(400));
        }
    }

    @Test
    void twoViewsStandSideBySideAndFillTheDesk() throws Exception {
        for (int[] size : new int[][] {{1366, 768}, {1920, 1080}}) {
            try (BrowserContext context = context(size[0], size[1])) {
                Page page = context.newPage();
                serve(page, List.of(synthetic(150, 190), view(synthetic(150, 120), "side")));
                signIn(page);
                Locator pictures = page.getByTestId("picture");
                PlaywrightAssertions.assertThat(pictures).hasCount(2);
                BoundingBox left = pictures.nth(0).boundingBox();
                BoundingBox right = pictures.nth(1).boundingBox();
                BoundingBox views = page.getByTestId("views").boundingBox();
                assertThat(right.x).isGreaterThanOrEqualTo(left.x + left.width);
                assertThat(right.y).isEqualTo(left.y);
                assertThat(left.width + right.width).isBetween(views.width - 2, views.width);
                assertThat(left.height).isEqualTo(views.height);
                assertThat(views.width).isGreaterThan(size[0] - 230);
                page.screenshot(new Page.ScreenshotOptions().setPath(target("two-views-" + size[0] + ".png")));
                pictures.nth(1).hover();
                page.keyboard().press("Equal");
                page.waitForTimeout(200);
                assertThat(scale(pictures.nth(1))).isGreaterThan(1.9 * scale(pictures.nth(0)) * fitRatio(left, right));
            }
        }
    }

    @Test
    void aPictureThatVanishesIsSaidAndCannotBePassed() {
        try (BrowserContext context = context(1366, 768)) {
            Page page = context.newPage();
            serve(page, List.of(synthetic(150, 190)));
            signIn(page);
            Locator pass = page.getByTestId("verdict-pass");
            Locator inspect = page.getByTestId("verdict-inspect");
            Locator hidden = page.getByTestId("picture-hidden");
            PlaywrightAssertions.assertThat(pass).isEnabled();
            page.evaluate("() => { const gl = document.querySelector('[data-testid=picture]').getContext('webgl2');"
                    + " window.loss = gl.getExtension('WEBGL_lose_context'); window.loss.loseContext(); }");
            PlaywrightAssertions.assertThat(hidden).isVisible();
            PlaywrightAssertions.assertThat(pass).isDisabled();
            PlaywrightAssertions.assertThat(inspect).isEnabled();
            page.waitForTimeout(500);
            page.keyboard().press("KeyJ");
            page.waitForTimeout(300);
            PlaywrightAssertions.assertThat(page.getByTestId("parcel-id")).hasText(PARCEL);
            page.evaluate("() => window.loss.restoreContext()");
            PlaywrightAssertions.assertThat(hidden).isHidden();
            PlaywrightAssertions.assertThat(pass).isEnabled();
            assertThat(difference(page, synthetic(150, 190), scatter(synthetic(150, 190))).greatest)
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void aPictureThatFailedComesBackByItselfAndByKey() {
        try (BrowserContext context = context(1366, 768)) {
            Page page = context.newPage();
            AtomicInteger failures = new AtomicInteger(1);
            serve(page, List.of(synthetic(150, 190)), failures);
            signIn(page, false);
            Locator retry = page.getByTestId("retry-picture");
            Locator picture = page.getByTestId("picture");
            PlaywrightAssertions.assertThat(retry).isVisible();
            PlaywrightAssertions.assertThat(page.getByTestId("verdict-pass")).isDisabled();
            PlaywrightAssertions.assertThat(page.getByTestId("verdict-inspect")).isEnabled();
            PlaywrightAssertions.assertThat(picture).isVisible();
            PlaywrightAssertions.assertThat(page.getByTestId("verdict-pass")).isEnabled();

            failures.set(4);
            page.reload();
            page.waitForTimeout(4500); // 1 + 2 s, and the third wait of 4 s has begun
            PlaywrightAssertions.assertThat(retry).isVisible();
            failures.set(0);
            page.keyboard().press("KeyL");
            PlaywrightAssertions.assertThat(picture)
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(1500));
        }
    }

    @Test
    void aVerdictWhoseAnswerWasLostIsNotBlamedOnSomebodyElse() {
        try (BrowserContext context = context(1366, 768)) {
            Page page = context.newPage();
            AtomicInteger sent = new AtomicInteger();
            page.route("**/verdict", route -> {
                if (sent.getAndIncrement() == 0) {
                    route.fetch(); // the server stores it, and the network swallows the answer
                    route.abort();
                } else {
                    route.resume();
                }
            });
            signIn(page);
            PlaywrightAssertions.assertThat(page.getByTestId("verdict-pass"))
                    .isEnabled(new LocatorAssertions.IsEnabledOptions().setTimeout(PATIENCE_MS));
            String parcel = page.getByTestId("parcel-id").innerText();
            page.waitForTimeout(700);
            page.keyboard().press("KeyJ");
            PlaywrightAssertions.assertThat(page.getByTestId("parcel-id")).not().hasText(parcel);
            for (int i = 0; i < 50 && sent.get() < 2; i++) {
                page.waitForTimeout(200);
            }
            assertThat(sent.get()).isEqualTo(2);
            page.waitForTimeout(1000);
            assertThat(page.locator(".notice").count()).isZero();
            assertThat(sent.get()).isEqualTo(2);
        }
    }

    // --- the page ----------------------------------------------------------------------------------------------------

    private static BrowserContext context(int width, int height) {
        return Objects.requireNonNull(chromium)
                .browser()
                .newContext(new Browser.NewContextOptions().setLocale("ko-KR").setViewportSize(width, height));
    }

    private static void signIn(Page page) {
        signIn(page, true);
    }

    private static void signIn(Page page, boolean untilShown) {
        DemoProcess running = Objects.requireNonNull(demo);
        page.navigate(running.address());
        page.getByTestId("login-user").fill("officer");
        page.getByTestId("login-password").fill(running.password("officer"));
        page.getByTestId("login-submit").click();
        if (untilShown) {
            PlaywrightAssertions.assertThat(page.getByTestId("picture").first())
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS));
            page.mouse().move(5, 5);
        }
    }

    /** Gives the desk one parcel with these views in place of the demonstration's. */
    private static void serve(Page page, List<ViewMaps> views) {
        serve(page, views, new AtomicInteger());
    }

    private static void serve(Page page, List<ViewMaps> views, AtomicInteger failures) {
        List<Object> described = new ArrayList<>();
        for (ViewMaps maps : views) {
            described.add(Json.object(
                    "name", maps.view(),
                    "lines", maps.lines(),
                    "pixels", maps.pixels(),
                    "line_pitch_mm", maps.linePitch_mm(),
                    "pixel_pitch_mm", maps.pixelPitch_mm()));
        }
        Map<String, @Nullable Object> parcel = Json.object(
                "id",
                PARCEL,
                "scanner",
                "synthetic",
                "lane",
                "1",
                "arrived",
                "2026-11-22T05:00:00Z",
                "declaration",
                null,
                "mass_g",
                null,
                "mass_g_low",
                null,
                "mass_g_high",
                null,
                "views",
                described,
                "verdict",
                null);
        Map<String, @Nullable Object> held = Json.object("held", List.of(parcel), "waiting", 0);
        Map<String, @Nullable Object> desk = new LinkedHashMap<>(held);
        desk.put("settings", Json.object("target_s", 8, "break_min", 20, "hold_s", 6, "lease_s", 30));
        desk.put("lanes", List.of());
        desk.put("now", "2026-11-22T05:00:00Z");
        answer(page, "**/api/v1/desk", desk);
        answer(page, "**/api/v1/desk/claims", held);
        answer(page, "**/api/v1/desk/history", Json.object("parcels", List.of()));
        answer(page, "**/api/v1/parcels/" + PARCEL + "/marks", Json.object("marks", List.of()));
        page.route("**/api/v1/events", route -> {}); // a lane on which nothing happens
        for (ViewMaps maps : views) {
            page.route("**/api/v1/parcels/" + PARCEL + "/views/" + maps.view(), route -> {
                if (failures.getAndDecrement() > 0) {
                    route.fulfill(new Route.FulfillOptions().setStatus(503).setBody("{}"));
                } else {
                    route.fulfill(new Route.FulfillOptions()
                            .setContentType("application/octet-stream")
                            .setBodyBytes(ScanPictures.bytes(maps, Optional.of(scatter(maps)))));
                }
            });
        }
    }

    private static void answer(Page page, String address, Map<String, @Nullable Object> json) {
        page.route(
                address,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(Json.text(json))));
    }

    // --- the reference -----------------------------------------------------------------------------------------------

    private record Difference(int greatest, double mean, int width, int height, BufferedImage screen) {}

    private static void compare(Page page, ViewMaps maps, CompositeMaps composite, String name, List<String> report)
            throws Exception {
        Map<String, Integer> greatest = new LinkedHashMap<>();
        BufferedImage neutral = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        for (List<String> zoom :
                List.of(List.<String>of(), List.of("Equal", "Equal", "Equal"), List.of("Equal", "Equal", "Equal"))) {
            zoom.forEach(page.keyboard()::press);
            for (Map.Entry<String, List<String>> function : FUNCTIONS.entrySet()) {
                page.keyboard().press("KeyD");
                function.getValue().forEach(page.keyboard()::press);
                Difference difference = difference(page, maps, composite);
                assertThat(difference.width * difference.height).isGreaterThan(LEAST_COMPARED);
                greatest.merge(function.getKey(), difference.greatest, Math::max);
                if (zoom.isEmpty() && function.getValue().isEmpty()) {
                    neutral = difference.screen;
                } else if (zoom.isEmpty()) {
                    assertThat(differing(neutral, difference.screen))
                            .as("pixels that %s changes", function.getKey())
                            .isGreaterThan(20);
                }
                if (zoom.isEmpty()) {
                    javax.imageio.ImageIO.write(
                            difference.screen,
                            "png",
                            target(name + "-" + function.getKey().replaceAll("[^a-zA-Z]+", "-") + ".png")
                                    .toFile());
                }
            }
        }
        greatest.forEach((function, steps) -> report.add(String.format("%-10s %-30s %d/255", name, function, steps)));
        assertThat(greatest)
                .as("greatest differences, in 1/255")
                .allSatisfy((function, steps) -> assertThat(steps).as(function).isLessThanOrEqualTo(1));
    }

    /** Steps of 1/255 between the screen and the reference for the settings that the desk says it shows. */
    private static Difference difference(Page page, ViewMaps maps, CompositeMaps composite) {
        Map<?, ?> read = read(page);
        int width = integer(read, "width");
        int height = integer(read, "height");
        byte[] pixels = Base64.getDecoder().decode((String) read.get("pixels"));
        Map<?, ?> frame = map(read, "frame");
        BufferedImage wanted = PictureFunctions.onScreen(
                maps,
                Optional.of(composite),
                settings(map(read, "display")),
                width,
                height,
                number(frame, "centreX_mm"),
                number(frame, "centreY_mm"),
                number(frame, "scale") * number(read, "ratio"));
        BufferedImage screen = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int greatest = 0;
        long sum = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = 4 * ((height - 1 - y) * width + x);
                int rgb = wanted.getRGB(x, y);
                for (int c = 0; c < 3; c++) {
                    int difference = Math.abs((pixels[at + c] & 255) - ((rgb >> (16 - 8 * c)) & 255));
                    greatest = Math.max(greatest, difference);
                    sum += difference;
                }
                screen.setRGB(
                        x, y, ((pixels[at] & 255) << 16) | ((pixels[at + 1] & 255) << 8) | (pixels[at + 2] & 255));
            }
        }
        return new Difference(greatest, sum / (3.0 * width * height), width, height, screen);
    }

    private static int differing(BufferedImage one, BufferedImage other) {
        int differing = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                differing += one.getRGB(x, y) == other.getRGB(x, y) ? 0 : 1;
            }
        }
        return differing;
    }

    private static Map<?, ?> read(Page page) {
        return (Map<?, ?>) page.evaluate(READ);
    }

    private static PictureSettings settings(Map<?, ?> display) {
        Map<?, ?> bands = map(display, "bands");
        return new PictureSettings(
                switch (text(display, "colour")) {
                    case "material" -> Colour.MATERIAL;
                    case "bw" -> Colour.BLACK_WHITE;
                    default -> Colour.PSEUDO;
                },
                truth(display, "negative"),
                truth(display, "safe") ? Palette.COLOUR_VISION_SAFE : Palette.CONSOLE,
                new Bands(number(bands, "organicTo"), number(bands, "mixedTo"), number(bands, "blend")),
                switch (text(display, "material")) {
                    case "all" -> Material.ALL;
                    case "organicOnly" -> Material.ORGANIC_ONLY;
                    case "organicStripped" -> Material.ORGANIC_STRIPPED;
                    default -> Material.METAL_ONLY;
                },
                switch (text(display, "tone")) {
                    case "exponential" -> Tone.EXPONENTIAL;
                    case "high" -> Tone.HIGH_PENETRATION;
                    case "low" -> Tone.LOW_PENETRATION;
                    default -> Tone.SUPER_ENHANCED;
                },
                number(display, "gamma"),
                number(display, "brightness"),
                number(display, "contrast"),
                number(display, "edge"),
                range(display, "absorptionWindow"),
                range(display, "zeffWindow"),
                range(display, "densityAlert"),
                switch (text(display, "scatter")) {
                    case "off" -> Scatter.OFF;
                    case "back_top" -> Scatter.BACK_TOP;
                    case "back_bottom" -> Scatter.BACK_BOTTOM;
                    case "forward" -> Scatter.FORWARD;
                    case "overlay" -> Scatter.OVERLAY;
                    default -> Scatter.DIFFERENCE;
                });
    }

    private static Optional<Range> range(Map<?, ?> display, String name) {
        return display.get(name) == null
                ? Optional.empty()
                : Optional.of(new Range(number(map(display, name), "low"), number(map(display, name), "high")));
    }

    private static Map<?, ?> map(Map<?, ?> from, String name) {
        return (Map<?, ?>) Objects.requireNonNull(from.get(name), name);
    }

    private static String text(Map<?, ?> from, String name) {
        return String.valueOf(from.get(name));
    }

    private static boolean truth(Map<?, ?> from, String name) {
        return Boolean.TRUE.equals(from.get(name));
    }

    private static double number(Map<?, ?> from, String name) {
        return from.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static int integer(Map<?, ?> from, String name) {
        return (int) number(from, name);
    }

    private static double scale(Locator picture) {
        Object scale = picture.evaluate("canvas => JSON.parse(canvas.dataset.frame).scale");
        return ((Number) scale).doubleValue();
    }

    /** How much the whole picture of the second view is smaller because the view is. */
    private static double fitRatio(BoundingBox left, BoundingBox right) {
        return Math.min(1, right.width / left.width);
    }

    // --- rasters -----------------------------------------------------------------------------------------------------

    private record Served(ViewMaps maps, CompositeMaps composite) {}

    /** What the server sends of the parcel on the screen. */
    private static Served served(Page page) {
        // A parcel still on the belt has a picture too, but no views yet.
        PlaywrightAssertions.assertThat(page.getByTestId("parcel-id"))
                .hasText(NUMBERED, new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MS));
        String id = page.getByTestId("parcel-id").innerText();
        Map<?, ?> answer = (Map<?, ?>) page.evaluate("""
                async id => {
                  const parcel = await (await fetch('/api/v1/parcels/' + id)).json();
                  const view = parcel.views[0];
                  const bytes = new Uint8Array(
                      await (await fetch('/api/v1/parcels/' + id + '/views/' + view.name)).arrayBuffer());
                  let text = '';
                  for (let i = 0; i < bytes.length; i += 32768) {
                    text += String.fromCharCode(...bytes.subarray(i, i + 32768));
                  }
                  return { view, bytes: btoa(text) };
                }""", id);
        Map<?, ?> view = map(answer, "view");
        int lines = integer(view, "lines");
        int pixels = integer(view, "pixels");
        FloatBuffer floats = ByteBuffer.wrap(Base64.getDecoder().decode(text(answer, "bytes")))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        float[][] maps = new float[9][lines * pixels]; // nothing less: the demonstration's machine has scatter pictures
        for (float[] map : maps) {
            floats.get(map);
        }
        for (int i = 0; i < maps[1].length; i++) {
            maps[1][i] = maps[1][i] == 0 ? Float.NaN : maps[1][i];
        }
        ViewMaps transmission = new ViewMaps(
                text(view, "name"),
                lines,
                pixels,
                number(view, "line_pitch_mm"),
                number(view, "pixel_pitch_mm"),
                maps[0],
                maps[2],
                maps[1],
                maps[3],
                maps[3],
                maps[3]);
        return new Served(transmission, composite(transmission, maps[6], maps[7], maps[8]));
    }

    private static CompositeMaps composite(ViewMaps maps, float[] top, float[] bottom, float[] forward) {
        return new CompositeMaps(
                maps.view(),
                maps.lines(),
                maps.pixels(),
                List.of(
                        new CompositeMaps.Channel("back_top", top, top, top, top, 0),
                        new CompositeMaps.Channel("back_bottom", bottom, bottom, bottom, bottom, 0),
                        new CompositeMaps.Channel("forward", forward, forward, forward, forward, 0)),
                top);
    }

    /** Indices of every size, unknown ones too, and some below nothing as noise makes them. */
    private static CompositeMaps scatter(ViewMaps maps) {
        float[][] heads = new float[3][maps.lines() * maps.pixels()];
        RandomGenerator random = new SplittableRandom(7);
        for (int at = 0; at < heads[0].length; at++) {
            for (int h = 0; h < 3; h++) {
                double wave = Math.sin(at % maps.pixels() / (9.0 + 4 * h)) * Math.cos(at / maps.pixels() / (11.0 + h));
                heads[h][at] = random.nextInt(40) == 0 ? Float.NaN : (float) (0.5 + 0.8 * wave);
            }
        }
        return composite(maps, heads[0], heads[1], heads[2]);
    }

    /** Ramps of attenuation and Zeff, steps, wires, noise, and places where nothing can be known. */
    private static ViewMaps synthetic(int lines, int pixels) {
        RandomGenerator random = new SplittableRandom(7);
        float[] low = new float[lines * pixels];
        float[] high = new float[low.length];
        float[] zeff = new float[low.length];
        float[] areal = new float[low.length];
        for (int i = 0; i < low.length; i++) {
            double x = i % pixels / (double) pixels;
            double y = i / pixels / (double) lines;
            double a = y < 0.2 ? 0.02 : 9 * x * x;
            a = y > 0.5 && y < 0.6 ? Math.floor(8 * x) : a;
            a = i / pixels % 17 == 3 ? a + 0.6 : a;
            a = Math.hypot(x - 0.8, y - 0.8) < 0.08 ? 12 : a;
            a = Math.clamp(a * (1 + 0.01 * random.nextGaussian()) + 0.01 * random.nextGaussian(), 0, 12);
            double z = 5 + 25 * y + 0.7 * random.nextGaussian();
            low[i] = (float) a;
            high[i] = (float) (a * (0.9 - 0.4 * y));
            zeff[i] = a >= 12 || (y > 0.3 && y < 0.33) ? Float.NaN : (float) Math.clamp(z, 4, 40);
            areal[i] = a >= 12 ? Float.NaN : (float) (4 * a + 0.05 * random.nextGaussian());
        }
        return new ViewMaps("top", lines, pixels, 1, 1, low, high, zeff, areal, areal, areal);
    }

    private static ViewMaps view(ViewMaps maps, String name) {
        return new ViewMaps(
                name,
                maps.lines(),
                maps.pixels(),
                maps.linePitch_mm(),
                maps.pixelPitch_mm(),
                maps.attenuation(),
                maps.attenuationHigh(),
                maps.zeff(),
                maps.arealDensity_g_cm2(),
                maps.zeffSigma(),
                maps.arealSigma_g_cm2());
    }

    private static Path target(String file) throws java.io.IOException {
        return Files.createDirectories(Path.of(System.getProperty("gwanmun.pictures", "target/pictures")))
                .resolve(file);
    }

    private static void write(String file, List<String> lines) throws java.io.IOException {
        Files.write(target(file), lines);
    }
}
