package org.gwanmun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.gwanmun.core.document.DocumentReader;
import org.gwanmun.core.document.Entry;
import org.gwanmun.core.message.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XrayTransportTest {
    private static final String STACK = "cellulose@0.3:4,al:10,fe:1,sucrose@1.58:30";

    @Test
    void everyColumnOfTheReferenceIsThere() {
        Entry out = transport("--stack", STACK, "--energy-kev", "100", "--histories", "100000", "--threads", "2");
        double sum = 0;
        for (String column : List.of(
                "fwd_primary",
                "fwd_single_compton",
                "fwd_single_rayleigh",
                "fwd_multiple_other",
                "back_single_compton",
                "back_single_rayleigh",
                "back_multiple_other")) {
            sum += number(out, column);
            if (number(out, column) > 0) {
                assertThat(number(out, column + "_meanE")).as(column).isBetween(1.0, 100.01);
            }
        }
        assertThat(sum).isBetween(0.3, 1.0); // the rest is absorbed
        assertThat(number(out, "fwd_scattered"))
                .isEqualTo(number(out, "fwd_single_compton")
                        + number(out, "fwd_single_rayleigh")
                        + number(out, "fwd_multiple_other"));
        assertThat(number(out, "back_total")).isBetween(0.15, 0.19); // 0.169 by the reference code
        assertThat(number(out, "histories")).isEqualTo(100_000);
        assertThat(number(out, "size_cm")).isEqualTo(4.5);
        assertThat(number(out, "seconds")).isPositive();
        assertThat(text(out, "geometry")).isEqualTo("stack");
        assertThat(text(out, "medium")).isEqualTo(STACK);
    }

    @Test
    void theMeanOfNothingIsNull() {
        Run run = Run.of(
                "xray", "transport", "--stack", "lead:30", "--energy-kev", "40", "--histories", "20000", "--json");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("\"fwd_primary\": 0", "\"fwd_primary_meanE\": null");
    }

    @Test
    void aSphereAFormulaATubeAndGasAreUnderstood() {
        Entry sphere = transport("--sphere", "water:50", "--energy-kev", "60", "--histories", "60000");
        assertThat(text(sphere, "geometry")).isEqualTo("sphere");
        assertThat(number(sphere, "fwd_single_compton")).isBetween(0.138, 0.152); // 0.145 by the reference code
        Entry tube =
                transport("--stack", "C12H22O11@0.9:20", "--kvp", "120", "--filter", "al:3", "--histories", "40000");
        assertThat(number(tube, "fwd_primary_meanE")).isBetween(50.0, 75.0);
        // 20 cm of air: hardly anything happens, and a width of 10 m is taken for what it is.
        Entry air = transport("--stack", "air:200", "--energy-kev", "60", "--histories", "40000");
        assertThat(number(air, "fwd_primary")).isBetween(0.99, 0.999);
        assertThat(text(air, "geometry")).isEqualTo("slab");
    }

    @Test
    void theSameSeedPrintsTheSame() {
        String[] arguments = {
            "xray", "transport", "--stack", "water:30", "--energy-kev", "80", "--histories", "50000", "--seed", "9"
        };
        assertThat(table(Run.of(arguments))).isEqualTo(table(Run.of(arguments)));
        assertThat(Run.in(Language.KO, arguments).out()).contains("광자", "fwd", "back");
    }

    private static List<String> table(Run run) {
        return run.out().lines().filter(line -> line.contains("±")).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--stack water:30; no energy; --energy-kev 100",
                "--energy-kev 100; neither; --stack",
                "--stack water:30 --sphere water:30 --energy-kev 100; both; --sphere",
                "--stack water:30 --energy-kev 100 --kvp 100; both; --energy-kev",
                "--stack water:0 --energy-kev 100; no thickness; water:0",
                "--stack water:-3 --energy-kev 100; negative; water:-3",
                "--stack water --energy-kev 100; none; water",
                "--stack water:NaN --energy-kev 100; NaN; water:NaN",
                "--stack water@0:10 --energy-kev 100; no density; water@0:10",
                "--stack water@99:10 --energy-kev 100; denser than osmium; water@99:10",
                "--stack watre:10 --energy-kev 100; misspelt; water",
                "--stack C6H12O6:10 --energy-kev 100; a formula without density; C6H12O6@",
                "--stack water:10,,fe:1 --energy-kev 100; an empty layer; MATERIAL",
                "--stack water:30 --energy-kev 0.5; too low; 0.5",
                "--stack water:30 --energy-kev 250; too high; 250",
                "--stack water:30 --energy-kev NaN; NaN; NaN",
                "--stack water:30 --energy-kev 100 --histories 0; none; --histories",
                "--stack water:30 --energy-kev 100 --histories 99999999999999; too many; --histories",
                "--stack water:30 --energy-kev 100 --threads 0; none; --threads",
                "--stack water:30 --kvp 20; no such tube; 20",
                "--stack water:30 --kvp 40 --filter lead:100; nothing passes; lead:100"
            })
    void whatCannotBeIsRefusedInOneLine(String options, String why, String said) {
        Run run = Run.of(("xray transport " + options).split(" ", -1));
        assertThat(run.exitCode()).as(why).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().toLowerCase(Locale.ROOT)).as(why).contains(said.toLowerCase(Locale.ROOT));
        assertThat(run.err().strip().lines()).as(why).hasSizeLessThanOrEqualTo(2);
    }

    private static Entry transport(String... options) {
        String[] all = new String[options.length + 3];
        all[0] = "xray";
        all[1] = "transport";
        System.arraycopy(options, 0, all, 2, options.length);
        all[all.length - 1] = "--json";
        Run run = Run.of(all);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return DocumentReader.parse("out", run.out().getBytes(StandardCharsets.UTF_8));
    }

    private static double number(Entry out, String field) {
        return out.required(field).orElseThrow().number(0, 1e12);
    }

    private static String text(Entry out, String field) {
        return out.required(field).orElseThrow().text();
    }
}
