package org.gwanmun.test.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An officer's work at the desk beside plain verdicts: taking back, marking, asking, looking back, two tabs, no network, two windows. */
@Tag("slow")
@Tag("browser")
class DeskWorkTest {
    private static final double PATIENCE_MS = 60_000;
    private static final double SEEN_MS = 700;

    @TempDir
    static @Nullable Path home;

    private static @Nullable DemoProcess demo;
    private static @Nullable Chromium chromium;

    private @Nullable BrowserContext context;
    private @Nullable Page desk;

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

    @BeforeEach
    void signIn() {
        DemoProcess running = Objects.requireNonNull(demo);
        context = Objects.requireNonNull(chromium)
                .browser()
                .newContext(new Browser.NewContextOptions().setLocale("ko-KR").setViewportSize(1366, 768));
        desk = context.newPage();
        desk.navigate(running.address());
        desk.getByTestId("login-user").fill("officer");
        desk.getByTestId("login-password").fill(running.password("officer"));
        desk.getByTestId("login-submit").click();
        shown(desk);
    }

    @AfterEach
    void signOut() {
        Objects.requireNonNull(context).close();
    }

    @Test
    void theLastVerdictIsTakenBackByKeyAndTheMarksAreStillThere() {
        Page page = desk();
        String parcel = parcel(page);
        page.keyboard().press("Shift+M");
        page.keyboard().press("ArrowLeft");
        page.keyboard().press("Enter");
        Locator marks = page.getByTestId("marks").locator("li");
        PlaywrightAssertions.assertThat(marks).hasCount(1);
        marks.locator("input").fill("분말");
        page.keyboard().press("Enter");

        page.waitForTimeout(SEEN_MS);
        page.keyboard().press("Digit3");
        page.keyboard().press("KeyK");
        another(page, parcel);
        page.keyboard().press("Backspace");
        PlaywrightAssertions.assertThat(page.getByTestId("parcel-id")).hasText(parcel);
        PlaywrightAssertions.assertThat(marks.locator("input")).hasValue("분말");
        page.waitForTimeout(1500);
        PlaywrightAssertions.assertThat(page.getByTestId("parcel-id")).hasText(parcel);
        assertThat(server(page, parcel)).containsEntry("stage", "held").containsEntry("round", 2);

        page.keyboard().press("KeyK");
        another(page, parcel);
        stored(page);
        assertThat(server(page, parcel).get("stage")).isEqualTo("judged");
    }

    @Test
    void aVerdictCannotBeTakenBackOnceItsTimeIsOver() {
        Page page = desk();
        String parcel = parcel(page);
        judge(page, "KeyJ");
        another(page, parcel);
        PlaywrightAssertions.assertThat(page.getByTestId("recall")).isVisible();
        PlaywrightAssertions.assertThat(page.getByTestId("recall"))
                .isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(PATIENCE_MS));
        page.keyboard().press("Backspace");
        page.waitForTimeout(500);
        PlaywrightAssertions.assertThat(page.getByTestId("parcel-id")).not().hasText(parcel);
    }

    @Test
    void aSecondOpinionGoesToAnotherOfficer() {
        Page page = desk();
        String parcel = parcel(page);
        page.waitForTimeout(SEEN_MS);
        page.keyboard().press("Shift+O");
        another(page, parcel);
        stored(page);
        assertThat(server(page, parcel).get("asked_second")).isEqualTo(true);
        assertThat(server(page, parcel).get("held_by")).isNotEqualTo("officer");
    }

    @Test
    void whatWasJudgedIsLookedAtAgainAndNothingElseHappens() {
        Page page = desk();
        String parcel = parcel(page);
        judge(page, "KeyJ");
        another(page, parcel);
        stored(page);
        shown(page);
        String next = parcel(page);
        page.keyboard().press("Alt+ArrowLeft");
        PlaywrightAssertions.assertThat(page.getByTestId("walk")).isVisible();
        PlaywrightAssertions.assertThat(page.getByTestId("parcel-id")).hasText(parcel);
        PlaywrightAssertions.assertThat(page.getByTestId("verdict-inspect")).isDisabled();
        page.keyboard().press("Escape");
        PlaywrightAssertions.assertThat(page.getByTestId("parcel-id")).hasText(next);
    }

    @Test
    void withoutNetworkTheWorkGoesOnAndNothingIsLost() {
        Page page = desk();
        String first = parcel(page);
        page.waitForTimeout(4000); // the next parcel's picture is fetched meanwhile
        BrowserContext here = Objects.requireNonNull(context);
        here.setOffline(true);
        page.keyboard().press("KeyJ");
        another(page, first);
        String second = parcel(page);
        judge(page, "KeyK");
        PlaywrightAssertions.assertThat(page.getByTestId("pending")).containsText("2");
        PlaywrightAssertions.assertThat(page.getByTestId("lost"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(20_000));
        here.setOffline(false);
        stored(page);
        assertThat(verdict(page, first)).isEqualTo("pass");
        assertThat(verdict(page, second)).isEqualTo("inspect");
    }

    @Test
    void aReloadKeepsWhatIsHeld() {
        Page page = desk();
        String parcel = parcel(page);
        page.reload();
        shown(page);
        assertThat(parcel(page)).isEqualTo(parcel);
    }

    @Test
    void ofTwoTabsOneIsTheDeskAndTheOtherCanTakeOver() {
        Page first = desk();
        String parcel = parcel(first);
        Page second = Objects.requireNonNull(context).newPage();
        second.navigate(Objects.requireNonNull(demo).address());
        PlaywrightAssertions.assertThat(second.getByTestId("desk-elsewhere")).isVisible();
        assertThat(second.getByTestId("picture").count()).isZero();
        second.getByTestId("take-over").click();
        shown(second);
        assertThat(parcel(second)).isEqualTo(parcel);
        PlaywrightAssertions.assertThat(first.getByTestId("desk-elsewhere")).isVisible();
        judge(second, "KeyJ");
        another(second, parcel);
        stored(second);
        second.close();
        shown(first);
        assertThat(parcel(first)).isNotEqualTo(parcel);
    }

    @Test
    void aHandOverGivesEverythingBackUntilTheOfficerGoesOn() {
        Page page = desk();
        String parcel = parcel(page);
        page.keyboard().press("Shift+H");
        PlaywrightAssertions.assertThat(page.getByTestId("resting")).isVisible();
        page.waitForTimeout(1000);
        assertThat(server(page, parcel).get("held_by")).isNull();
        page.keyboard().press("Enter");
        shown(page);
        assertThat(parcel(page)).isEqualTo(parcel);
    }

    @Test
    void aTornOffViewShowsTheParcelAndTakesTheKeys() {
        Page page = desk();
        String parcel = parcel(page);
        Page window = page.waitForPopup(() -> page.keyboard().press("Shift+T"));
        PlaywrightAssertions.assertThat(window.getByTestId("picture"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS));
        PlaywrightAssertions.assertThat(page.getByTestId("verdict-pass")).isEnabled();
        assertThat(page.getByTestId("picture").count()).isZero();
        window.keyboard().press("KeyE");
        PlaywrightAssertions.assertThat(window.getByTestId("picture"))
                .hasAttribute("data-display", Pattern.compile("\"negative\":true"));
        judge(window, "KeyJ");
        another(page, parcel);
        window.close();
        PlaywrightAssertions.assertThat(page.getByTestId("picture")).isVisible();
    }

    @Test
    void keysCanBeChangedAndAConflictIsSaidAtOnce() {
        Page page = desk();
        String parcel = parcel(page);
        page.keyboard().press("?");
        Locator keys = page.locator("dialog.keys");
        keys.locator("button.key").first().click();
        page.keyboard().press("KeyK");
        PlaywrightAssertions.assertThat(keys.getByRole(AriaRole.STATUS)).containsText("K");
        page.keyboard().press("Digit0");
        page.keyboard().press("Escape");
        page.waitForTimeout(SEEN_MS);
        page.keyboard().press("KeyJ");
        page.waitForTimeout(300);
        PlaywrightAssertions.assertThat(page.getByTestId("parcel-id")).hasText(parcel);
        page.keyboard().press("Digit0");
        another(page, parcel);
    }

    private Page desk() {
        return Objects.requireNonNull(desk);
    }

    private static void shown(Page page) {
        PlaywrightAssertions.assertThat(page.getByTestId("parcel-id"))
                .hasText(Pattern.compile(".*-\\d{4}"), new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MS));
        PlaywrightAssertions.assertThat(page.getByTestId("verdict-pass"))
                .isEnabled(new LocatorAssertions.IsEnabledOptions().setTimeout(PATIENCE_MS));
    }

    private static String parcel(Page page) {
        return page.getByTestId("parcel-id").innerText();
    }

    private static void judge(Page page, String key) {
        // The desk takes no verdict on a picture that has only just appeared.
        page.waitForTimeout(SEEN_MS);
        page.keyboard().press(key);
    }

    /** Waits until another parcel than that one is on the screen. */
    private static void another(Page page, String parcel) {
        PlaywrightAssertions.assertThat(page.getByTestId("parcel-id"))
                .not()
                .hasText(parcel, new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MS));
    }

    /** Waits until the server has acknowledged everything. */
    private static void stored(Page page) {
        PlaywrightAssertions.assertThat(page.getByTestId("pending"))
                .hasText("", new LocatorAssertions.HasTextOptions().setTimeout(20_000));
    }

    private static Map<?, ?> parcelOnServer(Page page, String parcel) {
        return (Map<?, ?>) page.evaluate("async id => (await fetch('/api/v1/parcels/' + id)).json()", parcel);
    }

    private static Map<String, @Nullable Object> server(Page page, String parcel) {
        Map<String, @Nullable Object> found = new HashMap<>();
        parcelOnServer(page, parcel).forEach((key, value) -> found.put(String.valueOf(key), value));
        return found;
    }

    private static Object verdict(Page page, String parcel) {
        Map<?, ?> verdict =
                (Map<?, ?>) Objects.requireNonNull(server(page, parcel).get("verdict"));
        return Objects.requireNonNull(verdict.get("verdict"));
    }
}
