package org.gwanmun.test.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The allowed dependencies of the suite's design. {@code root} is {@code org.gwanmun}, or the root of a set of classes that
 * is broken on purpose.
 */
final class Rules {
    /** Within a room a package uses only those listed above it. */
    static final List<String> XRAY =
            List.of("matter", "scene", "machine", "twin", "imaging", "detection", "lane", "trial", "exchange");

    static final List<String> TRACE = List.of("vision", "motion", "site", "follow", "governance", "evaluation");

    /** A real machine has no twin. */
    private static final List<String> WITHOUT_TWIN = List.of("imaging", "detection", "lane");

    /** Who may use whom: a room and the other rooms it may see. Adapters and apps see every room. */
    private static final Map<String, List<String>> ROOMS = Map.of(
            "core", List.of(),
            "dicos", List.of("core"),
            "xray", List.of("core", "dicos"),
            "trace", List.of("core"),
            "academy", List.of("core", "xray"));

    private static final List<String> ADAPTERS_AND_APPS =
            List.of("store", "infer", "video", "learn", "stream", "report", "server", "cli", "web");

    private static final String[] HEAVY = {
        "org.springframework..",
        "org.jooq..",
        "org.flywaydb..",
        "java.sql..",
        "javax.sql..",
        "tools.jackson..",
        "com.fasterxml.jackson..",
        "ai.onnxruntime..",
        "ai.djl..",
        "org.apache.flink..",
        "org.apache.kafka..",
        "org.bytedeco..",
        "org.apache.pdfbox..",
        "picocli.."
    };

    private Rules() {}

    static Map<String, ArchRule> of(String root) {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        ROOMS.forEach((room, seen) -> {
            List<String> others = new ArrayList<>(ROOMS.keySet());
            others.addAll(ADAPTERS_AND_APPS);
            others.remove(room);
            others.removeAll(seen);
            rules.put(
                    room + " sees only " + seen,
                    none(
                            in(root, room),
                            others.stream()
                                    .map(other -> root + "." + other + "..")
                                    .toArray(String[]::new)));
        });
        rules.putAll(downwards(root, "xray", XRAY));
        rules.putAll(downwards(root, "trace", TRACE));
        for (String blind : WITHOUT_TWIN) {
            rules.put("xray." + blind + " never uses the twin", none(in(root, "xray." + blind), root + ".xray.twin.."));
        }
        String[] light =
                ROOMS.keySet().stream().map(room -> root + "." + room + "..").toArray(String[]::new);
        rules.put("no heavy library outside adapters and apps", none(resideInAnyPackage(light), HEAVY));
        rules.put(
                "xraylib is matter's own",
                none(everywhereBut(root, root + ".xray.matter.."), "com.github.tschoonj.xraylib.."));
        rules.put(
                "snakeyaml is core.document's own",
                none(everywhereBut(root, root + ".core.document.."), "org.snakeyaml.."));
        rules.put(
                "no hidden randomness, clock or environment in a room",
                noClasses()
                        .that(resideInAnyPackage(light))
                        .should()
                        .dependOnClassesThat()
                        .areAssignableTo(java.util.Random.class)
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(java.util.concurrent.ThreadLocalRandom.class)
                        .orShould()
                        .callMethod(Math.class, "random")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(System.class, "getenv")
                        .orShould()
                        .callMethod(System.class, "getenv", String.class)
                        .orShould()
                        .callMethod(java.time.Instant.class, "now")
                        .orShould()
                        .callMethod(java.time.LocalDate.class, "now")
                        .orShould()
                        .callMethod(java.time.LocalDateTime.class, "now")
                        .orShould()
                        .callMethod(java.time.Clock.class, "systemUTC")
                        .orShould()
                        .callMethod(java.time.Clock.class, "systemDefaultZone")
                        .orShould()
                        .callMethod(java.time.InstantSource.class, "system")
                        .allowEmptyShould(true));
        return rules;
    }

    private static Map<String, ArchRule> downwards(String root, String room, List<String> order) {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        for (int i = 0; i + 1 < order.size(); i++) {
            String[] later = order.subList(i + 1, order.size()).stream()
                    .map(name -> root + "." + room + "." + name + "..")
                    .toArray(String[]::new);
            rules.put(
                    room + "." + order.get(i) + " uses only what is listed above it",
                    none(in(root, room + "." + order.get(i)), later));
        }
        return rules;
    }

    private static DescribedPredicate<JavaClass> in(String root, String name) {
        return resideInAPackage(root + "." + name + "..");
    }

    private static DescribedPredicate<JavaClass> everywhereBut(String root, String home) {
        return resideInAPackage(root + "..").and(DescribedPredicate.not(resideInAPackage(home)));
    }

    private static ArchRule none(DescribedPredicate<JavaClass> who, String... forbidden) {
        return noClasses()
                .that(who)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .allowEmptyShould(true); // rooms that have no content yet
    }
}
