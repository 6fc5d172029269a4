package org.gwanmun.test.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    private static final Map<String, ArchRule> RULES = Rules.of("org.gwanmun");

    static List<String> rules() {
        return List.copyOf(RULES.keySet());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRoomUsesOnlyWhatItMay(String name) {
        ArchRule rule = RULES.get(name);
        assertThat(rule).isNotNull();
        rule.check(Rooms.all());
    }

    @Test
    void theRoomsAreReallyThere() {
        for (String room : List.of(
                "core",
                "xray.matter",
                "xray.scene",
                "xray.machine",
                "xray.twin",
                "xray.imaging",
                "xray.lane",
                "store",
                "belt",
                "server",
                "cli")) {
            assertThat(Rooms.all().stream().filter(c -> in(c, "org.gwanmun." + room)))
                    .as(room)
                    .isNotEmpty();
        }
    }

    /** What stands where a machine would is at the other end of the scanner link, in a process of its own. */
    @Test
    void theServerKnowsNoTwin() {
        assertThat(Rooms.all().stream()
                        .filter(type -> in(type, "org.gwanmun.server"))
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .map(dependency -> dependency.getTargetClass().getPackageName()))
                .doesNotContain("org.gwanmun.xray.twin");
    }

    /** A package that no rule knows would be free of rules. */
    @Test
    void everyPackageOfARoomHasItsPlaceInTheOrder() {
        assertThat(packagesOf("xray")).isSubsetOf(Rules.XRAY);
        assertThat(packagesOf("trace")).isSubsetOf(Rules.TRACE);
    }

    private static Set<String> packagesOf(String room) {
        String prefix = "org.gwanmun." + room + ".";
        return Rooms.all().stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()).replaceAll("\\..*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyPackageIsNullMarkedAndSaysWhatItIs() {
        List<String> bare = new ArrayList<>();
        Set<String> names = Rooms.all().stream()
                .filter(c -> in(c, "org.gwanmun"))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toCollection(TreeSet::new));
        for (String name : names) {
            JavaPackage there = Rooms.all().getPackage(name);
            boolean marked = there.isAnnotatedWith(NullMarked.class);
            if (!marked) {
                bare.add(name);
            }
        }
        assertThat(bare).isEmpty();
        assertThat(names).hasSizeGreaterThan(15);
    }

    private static boolean in(JavaClass c, String name) {
        return c.getPackageName().equals(name) || c.getPackageName().startsWith(name + ".");
    }

    // --- the rules can fail ------------------------------------------------------------------------------------------

    private static final String BROKEN = "org.gwanmun.test.architecture.broken";

    @Test
    void aBrokenSuiteBreaksExactlyTheRulesItShould() {
        JavaClasses broken = new ClassFileImporter().importPackages(BROKEN);
        assertThat(broken).isNotEmpty();
        List<String> violated = Rules.of(BROKEN).entrySet().stream()
                .filter(rule -> rule.getValue().evaluate(broken).hasViolation())
                .map(Map.Entry::getKey)
                .toList();
        assertThat(violated)
                .containsExactlyInAnyOrder(
                        "core sees only []",
                        "trace sees only [core]",
                        "xray.matter uses only what is listed above it",
                        "xray.imaging never uses the twin",
                        "no heavy library outside adapters and apps",
                        "xraylib is matter's own",
                        "snakeyaml is core.document's own",
                        "no hidden randomness, clock or environment in a room");
    }
}
