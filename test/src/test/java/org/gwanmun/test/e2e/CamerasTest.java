package org.gwanmun.test.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A control-room officer's first minutes with the cameras of the demonstration: the wall, one camera, a zone, the plan; an auditor
 * looks and changes nothing. Screenshots are kept as {@link PagesTest} keeps them.
 */
@Tag("slow")
@Tag("browser")
class CamerasTest {
    /** How many greys the picture has: a canvas that nobody painted has one. */
    private static final String GREYS =
            "canvas => { const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;"
                    + " const greys = new Set(); for (let i = 0; i < data.length; i += 4) greys.add(data[i]); return greys.size; }";

    private static final String ZONE = "Gate 1 <b>";

    /** Share of the picture across and down, and metres on the plan. */
    private static final double[][] FLOOR = {
        {0.2, 0.9, 0, 0}, {0.8, 0.9, 8, 0}, {0.7, 0.5, 8, 12}, {0.3, 0.5, 0, 12}, {0.5, 0.7, 4.1, 4.6}
    };

    @Test
    void fromTheWallToAZoneAndThePlan(@TempDir Path home) throws Exception {
        Optional<Path> executable = Chromium.find();
        assumeTrue(executable.isPresent(), "no chromium on PATH. Maybe run ./gwanmun doctor --install");
        Path pictures = Files.createDirectories(Path.of(System.getProperty("gwanmun.pictures", "target/pages")));
        try (DemoProcess demo = DemoProcess.start(home, System.getProperty("gwanmun.root", ""));
                Chromium chromium = Chromium.launch(executable.get())) {
            List<String> errors = new ArrayList<>();
            for (String language : List.of("en", "ko")) {
                Page page = page(chromium, demo, language, 1366, 768, "control");
                page.onPageError(errors::add);
                wall(page, pictures.resolve("cameras-wall-" + language + "-1366.png"));
                one(page, pictures, language);
                page.context().close();
                Page large = page(chromium, demo, language, 1920, 1080, "control");
                wall(large, pictures.resolve("cameras-wall-" + language + "-1920.png"));
                large.context().close();
            }
            looker(page(chromium, demo, "en", 1366, 768, "auditor"));
            assertThat(errors).isEmpty();
        }
    }

    private static void wall(Page page, Path picture) throws Exception {
        PlaywrightAssertions.assertThat(page.getByTestId("wall")).isVisible();
        PlaywrightAssertions.assertThat(page.getByTestId("blurred")).isVisible();
        Locator tiles = page.getByTestId("camera-tile");
        PlaywrightAssertions.assertThat(tiles.nth(1)).isVisible();
        for (int i = 0; i < tiles.count(); i++) {
            painted(tiles.nth(i).getByTestId("camera-picture"));
        }
        whole(page, picture);
    }

    private static void painted(Locator canvas) {
        PlaywrightAssertions.assertThat(canvas).isVisible();
        int greys = 0;
        for (int i = 0; i < 100 && greys < 2; i++) {
            canvas.page().waitForTimeout(200);
            greys = (Integer) canvas.evaluate(GREYS);
        }
        assertThat(greys).as("greys of a live picture").isGreaterThan(1);
    }

    private static void one(Page page, Path pictures, String language) throws Exception {
        page.locator("[data-camera=hall]").click();
        PlaywrightAssertions.assertThat(page.getByTestId("one-camera")).isVisible();
        painted(page.getByTestId("camera-picture"));
        whole(page, pictures.resolve("camera-now-" + language + ".png"));

        page.getByTestId("tab-zones").click();
        Locator surface = page.locator("svg.surface").first();
        if (language.equals("en")) {
            for (double[] corner : new double[][] {{0.25, 0.4}, {0.75, 0.4}, {0.8, 0.9}, {0.2, 0.9}}) {
                click(page, surface, corner[0], corner[1]);
            }
            page.keyboard().press("c");
            page.getByTestId("zone-list").locator("input").fill(ZONE);
            page.getByTestId("save").click();
            PlaywrightAssertions.assertThat(page.getByTestId("save-note")).containsText("Saved");
        }
        PlaywrightAssertions.assertThat(page.getByTestId("zone-list").locator("input"))
                .hasValue(ZONE);
        whole(page, pictures.resolve("camera-zones-" + language + ".png"));

        page.getByTestId("tab-plan").click();
        if (language.equals("en")) {
            for (int i = 0; i < FLOOR.length; i++) {
                click(page, surface, FLOOR[i][0], FLOOR[i][1]);
                page.getByLabel("x of point " + (i + 1) + " in metres").fill(String.valueOf(FLOOR[i][2]));
                page.getByLabel("y of point " + (i + 1) + " in metres").fill(String.valueOf(FLOOR[i][3]));
            }
            PlaywrightAssertions.assertThat(page.getByTestId("plan-rms")).containsText("m");
            page.getByTestId("save").click();
            PlaywrightAssertions.assertThat(page.getByTestId("save-note")).containsText("Saved");
        }
        PlaywrightAssertions.assertThat(page.getByTestId("plan-rms")).isVisible();
        PlaywrightAssertions.assertThat(page.getByTestId("plan-pairs").locator("tbody tr"))
                .hasCount(FLOOR.length);
        whole(page, pictures.resolve("camera-plan-" + language + ".png"));

        page.getByTestId("tab-now").click();
        PlaywrightAssertions.assertThat(page.getByTestId("zone-counts")).containsText(ZONE);
        page.keyboard().press("Escape");
        PlaywrightAssertions.assertThat(page.getByTestId("wall")).isVisible();
    }

    /** Who may only look. */
    private static void looker(Page page) {
        page.navigate(page.url().replaceFirst("#.*", "") + "#cameras/hall");
        PlaywrightAssertions.assertThat(page.getByTestId("one-camera")).isVisible();
        painted(page.getByTestId("camera-picture"));
        page.getByTestId("tab-zones").click();
        PlaywrightAssertions.assertThat(page.getByTestId("zone-list")).isVisible();
        assertThat(page.getByTestId("save").count()).isZero();
    }

    private static void click(Page page, Locator surface, double across, double down) {
        BoundingBox box = Objects.requireNonNull(surface.boundingBox());
        page.mouse().click(box.x + across * box.width, box.y + down * box.height);
    }

    private static void whole(Page page, Path picture) throws Exception {
        page.waitForTimeout(400);
        page.screenshot(new Page.ScreenshotOptions().setPath(picture));
        assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .as("nothing is beside the screen in %s", picture)
                .isTrue();
        assertThat(Accessibility.violations(page))
                .as("what axe-core finds in %s", picture)
                .isEmpty();
    }

    private static Page page(Chromium chromium, DemoProcess demo, String language, int width, int height, String user) {
        Page page = chromium.browser()
                .newContext(new Browser.NewContextOptions().setViewportSize(width, height))
                .newPage();
        page.navigate(demo.address() + "?lang=" + language + "#cameras");
        page.getByTestId("login-user").fill(user);
        page.getByTestId("login-password").fill(demo.password(user));
        page.getByTestId("login-submit").click();
        return page;
    }
}
