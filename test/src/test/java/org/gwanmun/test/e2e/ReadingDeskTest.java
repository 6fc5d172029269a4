package org.gwanmun.test.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.gwanmun.core.audit.AuditEntry;
import org.gwanmun.core.audit.AuditVerification;
import org.gwanmun.store.GwanmunStore;
import org.gwanmun.xray.lane.Judgement;
import org.gwanmun.xray.lane.Opening;
import org.gwanmun.xray.lane.Reason;
import org.gwanmun.xray.lane.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An officer reads parcels at the desk, an auditor reads what became of it, and the database agrees with both. */
@Tag("slow")
@Tag("browser")
class ReadingDeskTest {
    private static final double PATIENCE_MS = 60_000;

    private final List<String> consoleErrors = new ArrayList<>();

    @Test
    void whatAnOfficerReadsASupervisorOpensAndAnAuditorFindsRecorded(@TempDir Path home) throws Exception {
        Optional<Path> executable = Chromium.find();
        assumeTrue(executable.isPresent(), "no chromium on PATH. Maybe run ./gwanmun doctor --install");
        String passed;
        String inspected;
        List<String> printedLater;
        try (DemoProcess demo = DemoProcess.start(home, System.getProperty("gwanmun.root", ""))) {
            try (Chromium chromium = Chromium.launch(executable.get())) {
                Page officer = signedIn(chromium, demo, "officer", "ko-KR");
                visible(officer.getByTestId("desk"));

                passed = parcelShown(officer);
                assertThat(Pixels.of(picture(officer)).coloured())
                        .as("pixels coloured by material")
                        .isGreaterThan(200);
                officer.keyboard().press("KeyW");
                waitUntilGrey(officer);
                officer.keyboard().press("KeyQ");
                judge(officer, passed, "KeyJ");

                inspected = parcelShown(officer);
                officer.keyboard().press("Digit4");
                judge(officer, inspected, "KeyK");
                assertThat(inspected).isNotEqualTo(passed);

                Locator language = officer.getByTestId("language");
                String korean = officer.getByTestId("verdict-pass").innerText();
                language.click();
                assertThat(officer.getByTestId("verdict-pass").innerText()).isNotEqualTo(korean);

                String second = readOn(officer);
                assertThat(refused(officer, "statistics"))
                        .as("statistics for an officer")
                        .isEqualTo(403);
                assertThat(refused(officer, "audit"))
                        .as("the audit for an officer")
                        .isEqualTo(403);

                Page supervisor = signedIn(chromium, demo, "supervisor", "ko-KR");
                open(supervisor, inspected);
                assertThat(photographSeenBy(officer, inspected))
                        .as("the photograph, for who judged the parcel")
                        .isEqualTo(200);

                Page auditor = signedIn(chromium, demo, "auditor", "en-US");
                Locator table = auditor.getByTestId("audit-table");
                visible(table);
                assertThat(refused(auditor, "desk"))
                        .as("the desk for an auditor")
                        .isEqualTo(403);
                for (String parcel : List.of(passed, inspected, second)) {
                    PlaywrightAssertions.assertThat(table).containsText(parcel, textWithin());
                }
                auditor.getByTestId("verify-chain").click();
                PlaywrightAssertions.assertThat(auditor.getByTestId("verification"))
                        .containsText("✓", textWithin());
            }
            printedLater = demo.terminate();
        }
        assertThat(consoleErrors).as("errors on the console of the browser").isEmpty();
        assertThat(printedLater).as("what the server complained about").isEmpty();
        try (GwanmunStore store = GwanmunStore.openFile(home.resolve("demo/store"), new SecureRandom())) {
            Judgement pass = judgement(store, passed);
            assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
            assertThat(pass.reason()).isEmpty();
            assertThat(pass.officer()).isEqualTo("officer");
            Judgement inspect = judgement(store, inspected);
            assertThat(inspect.verdict()).isEqualTo(Verdict.INSPECT);
            assertThat(inspect.reason()).contains(Reason.CONCEALMENT);
            Opening opening = store.readings()
                    .findParcel(inspected)
                    .flatMap(item -> item.reading().opening())
                    .orElseThrow();
            assertThat(opening.found()).isTrue();
            assertThat(opening.photos()).hasSize(1);
            for (Judgement judgement : List.of(pass, inspect)) {
                List<AuditEntry> entries = store.audit().newest(1000).stream()
                        .filter(entry -> entry.subject().equals(judgement.parcelId()))
                        .filter(entry -> entry.action().equals("verdict.given"))
                        .toList();
                assertThat(entries).hasSize(1);
                assertThat(entries.getFirst().at()).isEqualTo(judgement.at());
                assertThat(entries.getFirst().actor()).matches("p-[0-9a-f]{16}");
            }
            assertThat(store.audit().verify()).isInstanceOf(AuditVerification.Intact.class);
        }
    }

    private Page signedIn(Chromium chromium, DemoProcess demo, String user, String locale) {
        BrowserContext context = chromium.browser()
                .newContext(new Browser.NewContextOptions().setLocale(locale).setViewportSize(1366, 768));
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            // Asking who is signed in is answered 401 to a stranger, which the browser itself calls an error.
            boolean stranger = message.location().contains("/api/v1/session");
            boolean asked = message.text().contains("403"); // by refused() below
            if (message.type().equals("error") && !stranger && !asked) {
                consoleErrors.add(message.text() + " " + message.location());
            }
        });
        page.onPageError(consoleErrors::add);
        page.navigate(demo.address());
        page.getByTestId("login-user").fill(user);
        page.getByTestId("login-password").fill(demo.password(user));
        page.getByTestId("login-submit").click();
        return page;
    }

    /** Eight more by key, one of them taken back and judged otherwise, one handed to another officer; that one. */
    private static String readOn(Page officer) throws IOException {
        for (int i = 0; i < 6; i++) {
            judge(officer, parcelShown(officer), i % 3 == 2 ? "KeyK" : "KeyJ");
        }
        String doubted = parcelShown(officer);
        judge(officer, doubted, "KeyJ");
        officer.keyboard().press("Backspace");
        PlaywrightAssertions.assertThat(officer.getByTestId("parcel-id")).hasText(doubted);
        judge(officer, doubted, "KeyK");
        String asked = parcelShown(officer);
        judge(officer, asked, "Shift+O");
        return asked;
    }

    /** The supervisor finds what the officer suspected, and photographs it. */
    private static void open(Page supervisor, String parcel) {
        supervisor.getByTestId("page-openings").click();
        supervisor
                .getByText(parcel)
                .first()
                .click(new Locator.ClickOptions().setTimeout(PATIENCE_MS)); // it comes when the diverter has moved
        Locator form = supervisor.getByTestId("opening-form");
        form.getByTestId("found-something").click();
        form.locator("select").first().selectOption("narcotics/methamphetamine");
        form.locator("fieldset input").nth(0).fill("필로폰");
        form.locator("fieldset input").nth(1).fill("102.5");
        form.locator("fieldset input").nth(2).fill("하드디스크 밑");
        form.locator("textarea").fill("봉지 하나");
        form.locator("input[type=file]")
                .setInputFiles(new FilePayload("bag.png", "image/png", supervisor.screenshot()));
        form.getByTestId("opening-submit").click();
        PlaywrightAssertions.assertThat(supervisor.locator(".queue").getByText(parcel))
                .hasCount(0);
    }

    private static int photographSeenBy(Page officer, String parcel) {
        return ((Number) officer.evaluate(
                        "async id => { const parcel = await (await fetch('/api/v1/parcels/' + id)).json();"
                                + " return (await fetch('/api/v1/photos/' + parcel.outcome.photos[0])).status; }",
                        parcel))
                .intValue();
    }

    private static int refused(Page page, String operation) {
        return ((Number) page.evaluate("async path => (await fetch('/api/v1/' + path)).status", operation)).intValue();
    }

    /** Waits until a parcel's picture is on the screen, and returns the parcel's id. */
    private static String parcelShown(Page page) throws IOException {
        PlaywrightAssertions.assertThat(page.getByTestId("parcel-id"))
                .hasText(
                        Pattern.compile("[a-z0-9].*-\\d{4}"),
                        new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MS));
        visible(page.getByTestId("picture").first());
        long end = System.nanoTime() + (long) (PATIENCE_MS * 1e6);
        int distinct = 0;
        while (System.nanoTime() < end) {
            distinct = Pixels.of(picture(page)).distinct();
            if (distinct > 60) {
                return page.getByTestId("parcel-id").innerText();
            }
            page.waitForTimeout(200);
        }
        throw new AssertionError("The picture stayed blank: " + distinct + " different colours.");
    }

    private static void judge(Page page, String parcel, String key) {
        // The desk takes no verdict on a picture that has only just appeared.
        page.waitForTimeout(700);
        page.keyboard().press(key);
        PlaywrightAssertions.assertThat(page.getByTestId("parcel-id"))
                .not()
                .hasText(parcel, new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MS));
    }

    private static void waitUntilGrey(Page page) throws IOException {
        int coloured = Integer.MAX_VALUE;
        for (int i = 0; i < 50 && coloured > 0; i++) {
            page.waitForTimeout(100);
            coloured = Pixels.of(picture(page)).coloured();
        }
        assertThat(coloured).as("coloured pixels of a black and white picture").isZero();
    }

    private static byte[] picture(Page page) {
        return page.getByTestId("picture").first().screenshot();
    }

    private static void visible(Locator locator) {
        locator.waitFor(new Locator.WaitForOptions()
                .setState(WaitForSelectorState.VISIBLE)
                .setTimeout(PATIENCE_MS));
    }

    private static LocatorAssertions.ContainsTextOptions textWithin() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MS);
    }

    private static Judgement judgement(GwanmunStore store, String parcel) {
        return store.readings().findParcel(parcel).orElseThrow().judgement().orElseThrow();
    }

    /** What can be said of a picture without knowing what it should be. */
    private record Pixels(int distinct, int coloured) {
        private static final int CLEARLY_COLOURED = 48;

        static Pixels of(byte[] png) throws IOException {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
            Set<Integer> colours = new HashSet<>();
            int coloured = 0;
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    int rgb = image.getRGB(x, y) & 0xFFFFFF;
                    colours.add(rgb);
                    int r = rgb >> 16;
                    int g = rgb >> 8 & 255;
                    int b = rgb & 255;
                    if (Math.max(r, Math.max(g, b)) - Math.min(r, Math.min(g, b)) > CLEARLY_COLOURED) {
                        coloured++;
                    }
                }
            }
            return new Pixels(colours.size(), coloured);
        }
    }
}
