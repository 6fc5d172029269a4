package org.gwanmun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.gwanmun.core.message.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

class UsageTest {
    @Test
    void anUnknownOptionProposesTheNearest() {
        Run run = Run.of("xray", "scan", "p.yaml", "--sede", "3", "-o", "x");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("--sede", "Maybe", "--seed", "gwanmun xray scan --help");
    }

    @Test
    void anUnknownCommandProposesTheNearest() {
        Run run = Run.of("xray", "inspekt", "x");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("inspekt", "inspect");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "xray", "matter", "xray scan", "xray inspect", "xray calibrate", "matter show"})
    void aCommandWithoutWhatItNeedsIsRefusedInBothLanguages(String command) {
        for (Language language : Language.values()) {
            Run run = Run.in(language, command.isEmpty() ? new String[0] : command.split(" ", -1));
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("gwanmun", "--help").doesNotContain("\tat ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--seed=1.5", "--seed=many", "--seed=99999999999999999999"})
    void aSeedThatIsNoWholeNumberIsRefused(String seed) {
        Run run = Run.of("xray", "scan", "p.yaml", seed, "-o", "x");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(seed.substring(seed.indexOf('=') + 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--kvp=39", "--kvp=201", "--kvp=NaN", "--filter=al", "--filter=al:-1", "--filter=unobtainium:3"})
    void aTubeThatCannotBeIsRefused(String option) {
        Run run = Run.of("xray", "spectrum", option);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isNotBlank().doesNotContain("internal error");
    }

    @Test
    void helpIsSpokenInBothLanguages() {
        assertThat(Run.of("--help").out()).contains("Gwanmun (관문)", "Exit codes");
        Run korean = Run.in(Language.KO, "xray", "scan", "--help");
        assertThat(korean.exitCode()).isZero();
        assertThat(korean.out()).contains("디지털 트윈이 소포를 스캔합니다");
        assertThat(Run.of("--version").out()).contains("gwanmun");
    }

    @Test
    void theLanguageFollowsGwanmunLangThenTheLocale() {
        assertThat(Gwanmun.language(Map.of())).isEqualTo(Language.EN);
        assertThat(Gwanmun.language(Map.of("LANG", "ko_KR.UTF-8"))).isEqualTo(Language.KO);
        assertThat(Gwanmun.language(Map.of("LANG", "ko_KR.UTF-8", "LC_ALL", "C.UTF-8")))
                .isEqualTo(Language.EN);
        assertThat(Gwanmun.language(Map.of("LANG", "en_US", "GWANMUN_LANG", "ko")))
                .isEqualTo(Language.KO);
        assertThat(Gwanmun.language(Map.of("GWANMUN_LANG", "", "LANG", "ko"))).isEqualTo(Language.KO);
    }

    @Test
    void bothHelpBundlesHaveTheSameKeysAndSlots() throws IOException {
        Properties ko = help("ko");
        Properties en = help("en");
        assertThat(ko.stringPropertyNames()).isEqualTo(en.stringPropertyNames()).isNotEmpty();
        for (String key : en.stringPropertyNames()) {
            assertThat(ko.getProperty(key)).as(key).isNotBlank();
            assertThat(ko.getProperty(key).contains("${DEFAULT-VALUE}"))
                    .as("default value in %s", key)
                    .isEqualTo(en.getProperty(key).contains("${DEFAULT-VALUE}"));
            assertThat(ko.getProperty(key).chars().anyMatch(c -> c >= 0xAC00 && c <= 0xD7A3))
                    .as("%s speaks Korean", key)
                    .isTrue();
        }
    }

    private static Properties help(String language) throws IOException {
        Properties properties = new Properties();
        try (InputStream in =
                Objects.requireNonNull(Gwanmun.class.getResourceAsStream("Help_" + language + ".properties"))) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return properties;
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyCommandOptionAndParameterIsDescribed(Language language) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        List<String> undescribed = new ArrayList<>();
        int commands = walk(Gwanmun.commandLine(new Console(nowhere, nowhere, language)), language, undescribed);
        assertThat(undescribed).isEmpty();
        assertThat(commands).isGreaterThanOrEqualTo(8);
    }

    private static int walk(CommandLine line, Language language, List<String> undescribed) {
        CommandSpec spec = line.getCommandSpec();
        note(spec.usageMessage().header(), spec.qualifiedName(), language, undescribed);
        for (OptionSpec option : spec.options()) {
            note(option.description(), spec.qualifiedName() + " " + option.longestName(), language, undescribed);
        }
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            note(parameter.description(), spec.qualifiedName() + " " + parameter.paramLabel(), language, undescribed);
        }
        int commands = 1;
        for (CommandLine sub : line.getSubcommands().values()) {
            commands += walk(sub, language, undescribed);
        }
        return commands;
    }

    private static void note(String[] text, String what, Language language, List<String> undescribed) {
        String whole = String.join(" ", text);
        boolean korean = whole.chars().anyMatch(c -> c >= 0xAC00 && c <= 0xD7A3);
        if (whole.isBlank() || (language == Language.KO && !korean)) {
            undescribed.add(what + ": \"" + whole + "\"");
        }
    }
}
