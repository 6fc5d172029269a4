package org.gwanmun.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.gwanmun.core.audit.AuditVerification.Broken;
import org.gwanmun.core.audit.AuditVerification.Fault;
import org.gwanmun.core.audit.AuditVerification.Intact;
import org.junit.jupiter.api.Test;

class AuditChainTest {

    @Test
    void anEmptyChainIsIntact() {
        assertThat(AuditChain.verify(List.of(), AuditHead.EMPTY)).isEqualTo(new Intact(AuditHead.EMPTY));
    }

    @Test
    void theHashOfAKnownEntryNeverChanges() {
        AuditEntry entry = AuditChain.next(
                AuditHead.EMPTY,
                new AuditFact(
                        Instant.parse("2026-11-22T05:00:00.123456Z"),
                        "p-0a1b",
                        "verdict.given",
                        "hard-disk-demo-0001",
                        "판독 verdict=inspect"));
        // Computed apart from this code: Python's hashlib over struct.pack('>…') of the documented bytes.
        assertThat(entry.hash()).isEqualTo("6b1b9285eeffdb9df3e5b599dbd4adc8f318d0b8d3148818a6a4f88849127f23");
    }

    @Property(tries = 200)
    void whatWasAppendedIsIntact(@ForAll("chains") List<AuditEntry> chain) {
        AuditHead head = AuditChain.head(chain.getLast());
        assertThat(AuditChain.verify(chain, head)).isEqualTo(new Intact(head));
    }

    @Property(tries = 400)
    void anyChangeOfAnyFieldIsFoundAtItsEntry(
            @ForAll("chains") List<AuditEntry> chain,
            @ForAll @IntRange(max = 1000) int which,
            @ForAll @IntRange(max = 7) int field,
            @ForAll("texts") String text) {
        int index = which % chain.size();
        AuditEntry altered = alter(chain.get(index), field, text);
        List<AuditEntry> tampered = new ArrayList<>(chain);
        tampered.set(index, altered);
        assertThat(AuditChain.verify(tampered))
                .isInstanceOfSatisfying(
                        Broken.class, broken -> assertThat(broken.position()).isEqualTo(index + 1L));
    }

    @Property(tries = 200)
    void aRemovedEntryIsFoundWhereItWas(
            @ForAll("chains") List<AuditEntry> chain, @ForAll @IntRange(max = 1000) int which) {
        int index = which % chain.size();
        List<AuditEntry> tampered = new ArrayList<>(chain);
        tampered.remove(index);
        AuditVerification found = AuditChain.verify(tampered, AuditChain.head(chain.getLast()));
        Fault fault = index == chain.size() - 1 ? Fault.NOT_THE_KNOWN_HEAD : Fault.OUT_OF_SEQUENCE;
        assertThat(found).isEqualTo(new Broken(index + 1L, fault));
    }

    @Property(tries = 200)
    void twoEntriesThatChangedPlacesAreFoundAtTheFirst(
            @ForAll("chains") List<AuditEntry> chain,
            @ForAll @IntRange(max = 1000) int one,
            @ForAll @IntRange(max = 1000) int other) {
        int first = Math.min(one % chain.size(), other % chain.size());
        int second = Math.max(one % chain.size(), other % chain.size());
        if (first == second) {
            return;
        }
        List<AuditEntry> tampered = new ArrayList<>(chain);
        tampered.set(first, chain.get(second));
        tampered.set(second, chain.get(first));
        assertThat(AuditChain.verify(tampered)).isEqualTo(new Broken(first + 1L, Fault.OUT_OF_SEQUENCE));
    }

    @Property(tries = 200)
    void anEntryPutInIsFoundEvenIfItsOwnHashIsRight(
            @ForAll("chains") List<AuditEntry> chain,
            @ForAll("facts") AuditFact fact,
            @ForAll @IntRange(max = 1000) int which) {
        int index = which % chain.size();
        AuditHead before = index == 0 ? AuditHead.EMPTY : AuditChain.head(chain.get(index - 1));
        List<AuditEntry> tampered = new ArrayList<>(chain);
        tampered.add(index, AuditChain.next(before, fact));
        assertThat(AuditChain.verify(tampered)).isEqualTo(new Broken(index + 2L, Fault.OUT_OF_SEQUENCE));
    }

    @Property(tries = 200)
    void anEntryRewrittenWithAFreshHashIsFoundAtTheNextLink(
            @ForAll("chains") List<AuditEntry> chain,
            @ForAll("facts") AuditFact fact,
            @ForAll @IntRange(max = 1000) int which) {
        int index = which % chain.size();
        AuditHead before = index == 0 ? AuditHead.EMPTY : AuditChain.head(chain.get(index - 1));
        AuditEntry forged = AuditChain.next(before, fact);
        if (forged.equals(chain.get(index))) {
            return;
        }
        List<AuditEntry> tampered = new ArrayList<>(chain);
        tampered.set(index, forged);
        Broken expected = index == chain.size() - 1
                ? new Broken(index + 1L, Fault.NOT_THE_KNOWN_HEAD)
                : new Broken(index + 2L, Fault.NOT_LINKED);
        assertThat(AuditChain.verify(tampered, AuditChain.head(chain.getLast())))
                .isEqualTo(expected);
    }

    @Test
    void textMovedFromOneFieldToTheNextChangesTheHash() {
        Instant at = Instant.parse("2026-11-22T05:00:00Z");
        AuditEntry one = AuditChain.next(AuditHead.EMPTY, new AuditFact(at, "ab", "c", "d", ""));
        AuditEntry other = AuditChain.next(AuditHead.EMPTY, new AuditFact(at, "a", "bc", "d", ""));
        assertThat(one.hash()).isNotEqualTo(other.hash());
    }

    @Test
    void aFactThatUtf8CannotTellFromAnotherIsRefused() {
        Instant at = Instant.parse("2026-11-22T05:00:00Z");
        assertThatThrownBy(() -> new AuditFact(at, "a", "b", "c", "\ud800"))
                .hasMessageContaining("detail")
                .hasMessageContaining("surrogate");
        assertThatThrownBy(() -> new AuditFact(at, "a", "b", "c\u0000", "")).hasMessageContaining("U+0000");
        assertThatThrownBy(() -> new AuditFact(at, " ", "b", "c", "")).hasMessageContaining("actor");
        assertThat(new AuditFact(at, "a", "b", "c", "\ud83d\udce6").detail()).hasSize(2);
    }

    @Test
    void aLoneSurrogateSmuggledIntoTheStoreIsFound() {
        AuditEntry entry = AuditChain.next(
                AuditHead.EMPTY, new AuditFact(Instant.parse("2026-11-22T05:00:00Z"), "a", "b", "c", "?"));
        AuditEntry altered = alter(entry, 5, "\ud800");
        assertThat(AuditChain.verify(List.of(altered))).isEqualTo(new Broken(1, Fault.ALTERED));
    }

    @Provide
    Arbitrary<List<AuditEntry>> chains() {
        return facts().list().ofMinSize(1).ofMaxSize(12).map(facts -> {
            List<AuditEntry> chain = new ArrayList<>();
            AuditHead head = AuditHead.EMPTY;
            for (AuditFact fact : facts) {
                AuditEntry entry = AuditChain.next(head, fact);
                chain.add(entry);
                head = AuditChain.head(entry);
            }
            return chain;
        });
    }

    @Provide
    Arbitrary<AuditFact> facts() {
        Arbitrary<String> names = texts().filter(text -> !text.isBlank());
        return Combinators.combine(Arbitraries.longs().between(0, 4_000_000_000L), names, names, names, texts())
                .as((at, actor, action, subject, detail) ->
                        new AuditFact(Instant.ofEpochSecond(at), actor, action, subject, detail));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withCharRange('a', 'c')
                .withChars('가', '관', ' ', '=', '\n', '?', '￿')
                .ofMaxLength(6);
    }

    private static AuditEntry alter(AuditEntry e, int field, String text) {
        String other = "x" + text;
        return new AuditEntry(
                field == 0 ? e.seq() + 1 + text.length() : e.seq(),
                field == 1 ? e.at().plusNanos(1 + text.length()) : e.at(),
                field == 2 ? unlike(e.actor(), text) : e.actor(),
                field == 3 ? unlike(e.action(), text) : e.action(),
                field == 4 ? unlike(e.subject(), text) : e.subject(),
                field == 5 ? unlike(e.detail(), text) : e.detail(),
                field == 6 ? unlike(e.previousHash(), other) : e.previousHash(),
                field == 7 ? unlike(e.hash(), other) : e.hash());
    }

    private static String unlike(String before, String candidate) {
        return candidate.equals(before) ? candidate + "x" : candidate;
    }
}
