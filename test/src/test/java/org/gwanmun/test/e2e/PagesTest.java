package org.gwanmun.test.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page in both languages at both sizes: nothing scrolls at the desk, nothing is cut, no text is in the other language,
 * and axe-core has nothing to say against it. The screenshots are kept for people to look at: under {@code -Dgwanmun.pictures}, else in target/pages.
 */
@Tag("slow")
@Tag("browser")
class PagesTest {
    private record Size(int width, int height) {}

    private static final List<Size> SIZES = List.of(new Size(1366, 768), new Size(1920, 1080));
    private static final List<String> LANGUAGES = List.of("ko", "en");

    /** Elements whose text does not fit their own box. */
    private static final String CUT =
            "() => [...document.querySelectorAll('button, td, th, h1, h2, .bar span, .chip, .status span')]"
                    + ".filter(e => e.offsetParent && !e.classList.contains('cut') && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline')"
                    + ".map(e => e.textContent)";

    @Test
    void everyPageFitsInBothLanguages(@TempDir Path home) throws Exception {
        Optional<Path> executable = Chromium.find();
        assumeTrue(executable.isPresent(), "no chromium on PATH. Maybe run ./gwanmun doctor --install");
        Path pictures = Files.createDirectories(Path.of(System.getProperty("gwanmun.pictures", "target/pages")));
        checks(Files.createDirectories(home.resolve("demo/quality")).resolve("lane-1.jsonl"));
        try (DemoProcess demo = DemoProcess.start(home, System.getProperty("gwanmun.root", ""));
                Chromium chromium = Chromium.launch(executable.get())) {
            work(page(chromium, demo, "ko", SIZES.getFirst()), demo);
            for (String language : LANGUAGES) {
                for (Size size : SIZES) {
                    String suffix = "-" + language + "-" + size.width + ".png";
                    Page page = page(chromium, demo, language, size);
                    shoot(page, pictures.resolve("login" + suffix));
                    signIn(page, demo, "officer");
                    Locator picture = page.getByTestId("picture").first();
                    PlaywrightAssertions.assertThat(picture)
                            .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
                    picture.hover();
                    page.waitForTimeout(500);
                    assertThat((Boolean) page.evaluate("() => document.documentElement.scrollHeight <= innerHeight"
                                    + " && document.documentElement.scrollWidth <= innerWidth"))
                            .as("the desk does not scroll at %s", size)
                            .isTrue();
                    shoot(page, pictures.resolve("desk" + suffix));
                    assertThat((Boolean) page.evaluate("() => { const rail = document.querySelector('.rail');"
                                    + " return rail.scrollHeight <= rail.clientHeight; }"))
                            .as("every function is in sight at %s", size)
                            .isTrue();
                    shoot(page, pictures.resolve("desk" + suffix));
                    fits(page, language, "officer");
                    for (String[] keys : new String[][] {{"overlay", "Quote"}, {"side-by-side", "Slash"}}) {
                        page.keyboard().press("KeyD");
                        page.keyboard().press(keys[1]);
                        page.waitForTimeout(400);
                        shoot(page, pictures.resolve("desk-" + keys[0] + suffix));
                        fits(page, language, "officer with " + keys[0]);
                    }
                    page.keyboard().press("KeyD");
                    for (String key : List.of("KeyU", "KeyV", "KeyN", "Equal", "Equal")) {
                        page.keyboard().press(key);
                    }
                    page.waitForTimeout(300);
                    shoot(page, pictures.resolve("desk-functions" + suffix));
                    fits(page, language, "officer with functions on");
                    for (String dialog : List.of("?", ";")) {
                        page.keyboard().press(dialog);
                        page.waitForTimeout(200);
                        fits(page, language, "officer with the dialog " + dialog);
                        assertThat(
                                        (Boolean)
                                                page.evaluate(
                                                        "() => { const box = document.querySelector('dialog[open]')"
                                                                + ".getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"))
                                .as("the dialog %s is whole at %s", dialog, size)
                                .isTrue();
                        shoot(page, pictures.resolve((dialog.equals("?") ? "desk-keys" : "desk-bands") + suffix));
                        page.keyboard().press("Escape");
                    }
                    page.context().close();

                    Page supervisor = page(chromium, demo, language, size);
                    signIn(supervisor, demo, "supervisor");
                    for (String name : List.of("supervisor", "openings", "statistics")) {
                        supervisor.getByTestId("page-" + name).click();
                        supervisor.waitForTimeout(600);
                        shoot(supervisor, pictures.resolve("supervisor-" + name + suffix));
                        fits(supervisor, language, "supervisor at " + name);
                    }
                    supervisor.context().close();

                    for (String user : List.of("auditor", "trainee")) {
                        Page office = page(chromium, demo, language, size);
                        signIn(office, demo, user);
                        PlaywrightAssertions.assertThat(office.getByTestId("log-out"))
                                .isVisible();
                        office.waitForTimeout(300);
                        shoot(office, pictures.resolve(user + suffix));
                        fits(office, language, user);
                        office.context().close();
                    }
                }
            }
        }
    }

    /** Twelve daily checks, the last of them with more noise. */
    private static void checks(Path file) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int day = 1; day <= 12; day++) {
            lines.append(String.format(
                    Locale.ROOT,
                    "{\"scanner\": \"mail-composite\", \"at\": \"2026-11-%02dT05:00:00Z\", \"scores\":"
                            + " {\"top.wire\": 0.16, \"top.noise\": %s, \"back_top.scatter_index\": %s}}%n",
                    day,
                    day == 12 ? 0.81 : 0.5 + 0.01 * (day % 3),
                    0.65 + 0.005 * (day % 4)));
        }
        Files.writeString(file, lines.toString());
    }

    /** A little work, so that supervisor and auditor have something to look at. */
    private static void work(Page officer, DemoProcess demo) {
        signIn(officer, demo, "officer");
        for (String key : List.of("KeyJ", "KeyK", "KeyJ", "KeyK")) {
            PlaywrightAssertions.assertThat(officer.getByTestId("verdict-pass"))
                    .isEnabled(new LocatorAssertions.IsEnabledOptions().setTimeout(60_000));
            officer.waitForTimeout(900);
            String parcel = officer.getByTestId("parcel-id").innerText();
            officer.keyboard().press("Digit4");
            officer.keyboard().press(key);
            PlaywrightAssertions.assertThat(officer.getByTestId("parcel-id"))
                    .not()
                    .hasText(parcel);
        }
        officer.waitForTimeout(7000); // no verdict can be recalled any more: the diverter moves
        officer.context().close();
    }

    private static Page page(Chromium chromium, DemoProcess demo, String language, Size size) {
        Page page = chromium.browser()
                .newContext(new Browser.NewContextOptions().setViewportSize(size.width, size.height))
                .newPage();
        page.navigate(demo.address() + "?lang=" + language);
        PlaywrightAssertions.assertThat(page.getByTestId("login-user")).isVisible();
        return page;
    }

    private static void signIn(Page page, DemoProcess demo, String user) {
        page.getByTestId("login-user").fill(user);
        page.getByTestId("login-password").fill(demo.password(user));
        page.getByTestId("login-submit").click();
    }

    private static void fits(Page page, String language, String user) throws IOException {
        assertThat((List<?>) page.evaluate(CUT))
                .as("cut texts for %s in %s", user, language)
                .isEmpty();
        String buttons = String.join(
                " ", page.locator("button:not([data-testid=language])").allInnerTexts());
        assertThat(buttons.codePoints().anyMatch(c -> c >= 0xAC00 && c <= 0xD7A3))
                .as("Hangul on the buttons of %s in %s: %s", user, language, buttons)
                .isEqualTo(language.equals("ko"));
        assertThat(Accessibility.violations(page))
                .as("what axe-core finds for %s in %s", user, language)
                .isEmpty();
    }

    private static void shoot(Page page, Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }
}
