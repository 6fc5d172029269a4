package org.gwanmun.test.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first day of an administrator at a real server: the one-time password of the console, a password of one's own, accounts
 * and tokens by keyboard alone, a screen locked and gone on with. Screenshots are kept as {@link PagesTest} keeps them.
 */
@Tag("slow")
@Tag("browser")
class AccountPagesTest {
    private static final String CHOSEN = "a long walk along the river";

    /** Elements whose text does not fit their own box. */
    private static final String CUT =
            "() => [...document.querySelectorAll('button, td, th, h1, h2, label, legend, .bar span')]"
                    + ".filter(e => e.offsetParent && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline')"
                    + ".map(e => e.textContent)";

    @Test
    void anAdministratorsFirstDay(@TempDir Path home) throws Exception {
        Optional<Path> executable = Chromium.find();
        assumeTrue(executable.isPresent(), "no chromium on PATH. Maybe run ./gwanmun doctor --install");
        Path pictures = Files.createDirectories(Path.of(System.getProperty("gwanmun.pictures", "target/pages")));
        Files.writeString(home.resolve("gwanmun.yaml"), "gwanmun: config/1\nlink: {port: 0}\n");
        try (DemoProcess server = DemoProcess.serve(home);
                Chromium chromium = Chromium.launch(executable.get())) {
            List<String> errors = new ArrayList<>();
            String oneTime;
            try (Page page = page(chromium, server, "en", 1366, 768)) {
                page.onPageError(errors::add);
                signIn(page, "admin", server.oneTimePassword());
                PlaywrightAssertions.assertThat(page.getByTestId("first-password"))
                        .isVisible();
                // The old one has the focus: from here on by keyboard.
                page.keyboard().type(server.oneTimePassword());
                page.keyboard().press("Tab");
                page.keyboard().type("password1234");
                page.keyboard().press("Tab");
                page.keyboard().type("password1234");
                page.keyboard().press("Enter");
                PlaywrightAssertions.assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
                        .containsText("first that somebody would guess");
                page.getByTestId("new-password").fill(CHOSEN);
                page.getByTestId("new-password-again").fill(CHOSEN);
                page.keyboard().press("Enter");
                PlaywrightAssertions.assertThat(page.getByTestId("admin-page")).isVisible();
                PlaywrightAssertions.assertThat(page.getByTestId("accounts-table"))
                        .containsText("So far there is only you");

                page.getByTestId("account-name").focus();
                page.keyboard().type("kim.minsu");
                page.keyboard().press("Tab");
                page.keyboard().press("Space"); // reading officer
                assertThat(page.getByTestId("account-role-auditor").isDisabled())
                        .isTrue();
                for (int i = 0; i < 10 && !focused(page).equals("account-make"); i++) {
                    page.keyboard().press("Tab");
                }
                page.keyboard().press("Enter");
                PlaywrightAssertions.assertThat(page.getByTestId("told")).containsText("kim.minsu");
                oneTime = page.getByTestId("told-secret").innerText();
                page.getByTestId("told-done").click();
                PlaywrightAssertions.assertThat(page.getByTestId("told")).hasCount(0);
                make(page, "audit.lee", "auditor", "admin");
                make(page, "park.super", "supervisor", "instructor");
                refuse(page, "KIM.minsu", "officer", "There is an account KIM.minsu already.");

                page.getByTestId("token-name").fill("statistics");
                page.getByTestId("token-role-supervisor").check();
                page.getByTestId("token-make").press("Enter");
                assertThat(page.getByTestId("told-secret").innerText()).matches("gwt_[A-Za-z0-9_-]{43}");
                page.getByTestId("told-done").click();

                row(page, "park.super").getByText("Disable").click();
                PlaywrightAssertions.assertThat(row(page, "park.super")).containsText("disabled");
                page.getByTestId("admin-notice").getByText("Undo").click();
                PlaywrightAssertions.assertThat(row(page, "park.super")).containsText("must choose a password by");

                // Away and back: what was typed is still there, and what is typed into the lock goes nowhere else.
                page.getByTestId("account-name").fill("half-typed");
                lock(page);
                page.getByTestId("unlock-password").fill("wrong");
                page.keyboard().press("Enter");
                PlaywrightAssertions.assertThat(page.getByTestId("lock-screen")).containsText("The password is wrong.");
                assertThat(
                                (Boolean)
                                        page.evaluate(
                                                "() => document.querySelector('[data-testid=account-name]').closest('[inert]') !== null"))
                        .isTrue();
                assertThat(page.evaluate("() => fetch('/api/v1/accounts').then(answer => answer.status)"))
                        .as("the server has locked it as well")
                        .isEqualTo(423);
                unlock(page);
                assertThat(page.getByTestId("account-name").inputValue()).isEqualTo("half-typed");
            }
            assertThat(errors).isEmpty();
            for (String language : List.of("ko", "en")) {
                for (int[] size : new int[][] {{1366, 768}, {1920, 1080}}) {
                    String suffix = "-" + language + "-" + size[0] + ".png";
                    try (Page page = page(chromium, server, language, size[0], size[1])) {
                        signIn(page, "kim.minsu", oneTime);
                        PlaywrightAssertions.assertThat(page.getByTestId("first-password"))
                                .isVisible();
                        fits(page, language, "first password");
                        shoot(page, pictures.resolve("first-password" + suffix));
                    }
                    try (Page page = page(chromium, server, language, size[0], size[1])) {
                        signIn(page, "admin", CHOSEN);
                        row(page, "kim.minsu")
                                .getByRole(com.microsoft.playwright.options.AriaRole.BUTTON)
                                .first()
                                .click();
                        fits(page, language, "accounts");
                        shoot(page, pictures.resolve("accounts" + suffix));
                        page.getByTestId("tokens-table").scrollIntoViewIfNeeded();
                        page.getByTestId("person").click();
                        page.getByTestId("change-password").click();
                        page.getByTestId("new-password").fill("short");
                        fits(page, language, "person");
                        shoot(page, pictures.resolve("person" + suffix));
                        page.keyboard().press("Escape");
                        lock(page);
                        fits(page, language, "locked");
                        shoot(page, pictures.resolve("locked" + suffix));
                        unlock(page);
                    }
                }
            }
        }
    }

    private static String focused(Page page) {
        return String.valueOf(page.evaluate("() => document.activeElement?.dataset?.testid ?? ''"));
    }

    private static void make(Page page, String name, String... roles) {
        page.getByTestId("account-name").fill(name);
        for (String role : roles) {
            page.getByTestId("account-role-" + role).check();
        }
        page.getByTestId("account-make").click();
        PlaywrightAssertions.assertThat(page.getByTestId("told")).containsText(name);
        page.getByTestId("told-done").click();
    }

    private static void refuse(Page page, String name, String role, String why) {
        page.getByTestId("account-name").fill(name);
        page.getByTestId("account-role-" + role).check();
        page.getByTestId("account-make").click();
        PlaywrightAssertions.assertThat(page.getByTestId("admin-notice")).containsText(why);
        page.getByTestId("account-role-" + role).uncheck();
    }

    private static Locator row(Page page, String name) {
        return page.getByTestId("accounts-table")
                .locator("tbody tr")
                .filter(new Locator.FilterOptions().setHasText(name));
    }

    private static void lock(Page page) {
        page.getByTestId("person").click();
        page.getByTestId("lock").click();
        PlaywrightAssertions.assertThat(page.getByTestId("lock-screen")).isVisible();
        page.waitForTimeout(300);
    }

    private static void unlock(Page page) {
        page.getByTestId("unlock-password").fill(CHOSEN);
        page.keyboard().press("Enter");
        PlaywrightAssertions.assertThat(page.getByTestId("lock-screen")).hasCount(0);
    }

    private static Page page(Chromium chromium, DemoProcess server, String language, int width, int height) {
        Page page = chromium.browser()
                .newContext(new Browser.NewContextOptions().setViewportSize(width, height))
                .newPage();
        page.navigate(server.address() + "?lang=" + language);
        PlaywrightAssertions.assertThat(page.getByTestId("login-user")).isVisible();
        return page;
    }

    private static void signIn(Page page, String user, String password) {
        page.getByTestId("login-user").fill(user);
        page.getByTestId("login-password").fill(password);
        page.getByTestId("login-submit").click();
    }

    private static void fits(Page page, String language, String what) {
        assertThat((List<?>) page.evaluate(CUT))
                .as("cut texts of %s in %s", what, language)
                .isEmpty();
        assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .as("%s scrolls sideways in %s", what, language)
                .isTrue();
        String headings = String.join(" ", page.locator("h1, h2, legend").allInnerTexts());
        assertThat(headings.codePoints().anyMatch(c -> c >= 0xAC00 && c <= 0xD7A3))
                .as("Hangul in the headings of %s in %s: %s", what, language, headings)
                .isEqualTo(language.equals("ko"));
    }

    private static void shoot(Page page, Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }
}
