package org.gwanmun.core.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Refusal;
import org.junit.jupiter.api.Test;

class DocumentReaderTest {
    private static Entry parse(String text) {
        return DocumentReader.parse("parcel.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Refusal refusalOf(Entry file) {
        try {
            file.problems().refuseIfAny();
        } catch (Refusal refusal) {
            return refusal;
        }
        throw new AssertionError("not refused");
    }

    @Test
    void allMistakesAreSaidAtOnceInTheOrderOfTheirLines() {
        Entry file = parse("""
                widht: 3
                size: [1, two]
                count: 2.5
                kind: blak
                """);
        file.find("width");
        file.required("size").ifPresent(size -> size.numbers(2, 0, 10));
        file.required("count").ifPresent(count -> count.integer(0, 10));
        file.required("kind").ifPresent(kind -> kind.word(List.of("black", "white")));
        file.required("id");
        file.refuseUnknown();
        assertThat(refusalOf(file).in(Language.EN)).isEqualTo("""
                parcel.yaml:1: (file): the field id is missing.
                parcel.yaml:1: widht: unknown field widht.
                Maybe you mean width.
                parcel.yaml:2: size[1]: must be a number, but "two" stands here.
                parcel.yaml:3: count: must be a whole number, but "2.5" stands here.
                parcel.yaml:4: kind: unknown word "blak".
                Maybe you mean "black".""");
    }

    @Test
    void numbersOutsideTheirRangeAndNotANumberAreRefused() {
        Entry file = parse("{a: 11, b: NaN, c: Infinity, d: 1e999}");
        for (String name : List.of("a", "b", "c", "d")) {
            assertThat(file.find(name).orElseThrow().number(0, 10)).isNaN();
        }
        assertThat(refusalOf(file).in(Language.EN).lines()).hasSize(4);
    }

    @Test
    void aFieldThatStandsTwiceIsNamedWithBothLines() {
        Entry file = parse("a: 1\nb: 2\na: 3\n");
        assertThat(refusalOf(file).in(Language.EN))
                .isEqualTo("parcel.yaml:3: a: the field a stands here a second time (first at line 1).");
    }

    @Test
    void jsonIsReadToo() {
        assertThat(parse("{\"a\": {\"b\": [1, 2.5]}}")
                        .find("a")
                        .orElseThrow()
                        .find("b")
                        .orElseThrow()
                        .numbers(2, 0, 3))
                .containsExactly(1, 2.5);
    }

    @Test
    void whatIsNotYamlIsRefusedWithItsLine() {
        assertThatThrownBy(() -> parse("a: 1\nb: [1, 2\nc: }"))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.in(Language.EN)).startsWith("parcel.yaml:3: column"));
    }

    @Test
    void aliasesThatMultiplyAreRefusedBeforeTheyCostMemory() {
        String bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b]\n";
        assertThatThrownBy(() -> parse(bomb).problems().refuseIfAny()).isInstanceOf(Refusal.class);
    }

    @Test
    void foreignTagsAreRefused() {
        assertThat(refusalOf(parse("a: !run t\nb: !!java.net.URL u")).in(Language.EN))
                .isEqualTo("""
                parcel.yaml:1: a: the tag !run is not allowed; write the plain value.
                parcel.yaml:2: b: the tag tag:yaml.org,2002:java.net.URL is not allowed; write the plain value.""");
    }

    @Test
    void deepNestingIsRefusedNotOverflowed() {
        assertThatThrownBy(() -> parse("[".repeat(100_000)).problems().refuseIfAny())
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() ->
                        parse("[".repeat(200) + "]".repeat(200)).problems().refuseIfAny())
                .isInstanceOf(Refusal.class);
    }

    @Test
    void otherEncodingsAndMissingFilesAreNamed() {
        byte[] korean = "id: 하드디스크".getBytes(Charset.forName("EUC-KR"));
        assertThatThrownBy(() -> DocumentReader.parse("p.yaml", korean)).hasMessageContaining("EUC-KR");
        assertThatThrownBy(() -> DocumentReader.read(Path.of("no", "such.yaml")))
                .hasMessageContaining("no such file");
        assertThatThrownBy(() -> DocumentReader.parse("p.yaml", new byte[DocumentReader.LIMIT_BYTES + 1]))
                .hasMessageContaining("more than");
    }

    @Test
    void anEmptyFileIsAMissingEverything() {
        Entry file = parse("");
        file.required("id");
        assertThat(refusalOf(file).in(Language.KO)).contains("항목 묶음");
    }

    @Test
    void theNearestWordIsFoundByDistanceThenByBeginning() {
        assertThat(Words.nearest("ktamine", List.of("ketamine", "cocaine"))).contains("ketamine");
        assertThat(Words.nearest("meth", List.of("methamphetamine", "methadone")))
                .contains("methadone");
        assertThat(Words.nearest("zzz", List.of("ketamine"))).isEmpty();
    }
}
