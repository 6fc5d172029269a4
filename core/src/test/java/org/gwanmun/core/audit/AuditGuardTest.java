package org.gwanmun.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gwanmun.core.audit.AuditGuard.Heads;
import org.gwanmun.core.audit.AuditReport.Finding;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to tamper with a chain and its signed heads is found, and said to be what it is. */
class AuditGuardTest {
    private static final Instant NOON = Instant.parse("2026-11-23T03:00:00.123456Z");
    private static final HeadKeys KEYS = HeadKeys.generate(generator());
    private static final HeadKeys OTHER_KEYS = HeadKeys.generate(generator());

    /** A day of 40 entries, signed after every 7. */
    private static final Day DAY = Day.lived(40, 7);

    @Test
    void anUntouchedDayIsIntactAndSignedToItsEnd() {
        AuditReport report = DAY.report();
        assertThat(report.intact()).isTrue();
        assertThat(report.warnings()).isEmpty();
        assertThat(report.entries()).isEqualTo(DAY.entries.size());
        assertThat(report.signedHeads()).isEqualTo(DAY.heads.size()).isGreaterThan(4);
        assertThat(report.head()).isEqualTo(DAY.stored);
        assertThat(report.signed()).contains(DAY.heads.getLast());
    }

    @Test
    void anEmptyChainIsIntact() {
        Day nothing = new Day(List.of(), AuditHead.EMPTY, List.of());
        assertThat(nothing.report().intact()).isTrue();
        assertThat(nothing.report().warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void anAlteredFieldIsFoundInTheFirstAMiddleAndTheLastEntry(int field) {
        for (int index : List.of(0, 17, DAY.entries.size() - 1)) {
            Day tampered = DAY.copy();
            AuditEntry altered = altered(DAY.entries.get(index), field);
            tampered.entries.set(index, altered);
            if (field == 0) {
                assertThat(tampered.kinds()).contains(Tampering.ENTRY_ALTERED);
            } else {
                assertThat(tampered.report().findings())
                        .as("field %d of entry %d", field, index + 1)
                        .contains(new Finding(Tampering.ENTRY_ALTERED, index + 1L));
            }
        }
    }

    @Test
    void aRemovedEntryIsNamed() {
        for (int index : List.of(0, 17, 18)) {
            Day tampered = DAY.copy();
            tampered.entries.remove(index);
            assertThat(tampered.report().findings()).contains(new Finding(Tampering.ENTRY_MISSING, index + 1L));
        }
        Day last = DAY.copy();
        last.entries.removeLast();
        assertThat(last.report().findings()).contains(new Finding(Tampering.CUT_OFF, DAY.entries.size()));
    }

    @Test
    void anEntryPutInIsNamed() {
        Day tampered = DAY.copy();
        AuditEntry forged = AuditChain.next(
                AuditChain.head(DAY.entries.get(9)), new AuditFact(NOON, "p-evil", "verdict.given", "x", ""));
        tampered.entries.add(10, forged);
        assertThat(tampered.report().findings()).contains(new Finding(Tampering.ENTRY_OUT_OF_PLACE, 11));
    }

    @Test
    void entriesThatChangedPlacesAreNamed() {
        Day tampered = DAY.copy();
        Collections.swap(tampered.entries, 4, 5);
        assertThat(tampered.report().findings())
                .contains(new Finding(Tampering.ENTRY_OUT_OF_PLACE, 5))
                .doesNotContain(new Finding(Tampering.ENTRY_MISSING, 5));
    }

    @Test
    void anEntryReplacedByOneWithAGoodHashIsNamedByTheNext() {
        Day tampered = DAY.copy();
        tampered.entries.set(
                10,
                AuditChain.next(
                        AuditChain.head(DAY.entries.get(9)), new AuditFact(NOON, "p-evil", "verdict.given", "x", "")));
        assertThat(tampered.report().findings()).contains(new Finding(Tampering.ENTRY_NOT_LINKED, 12));
    }

    @Test
    void anEndCutOffTogetherWithTheHeadRowIsFoundByASignedHead() {
        for (int left : List.of(0, 1, 20, DAY.entries.size() - 2)) {
            Day tampered = DAY.copy();
            tampered.entries.subList(left, tampered.entries.size()).clear();
            AuditHead end = left == 0 ? AuditHead.EMPTY : AuditChain.head(tampered.entries.getLast());
            assertThat(new Day(tampered.entries, end, tampered.heads).report().findings())
                    .contains(new Finding(Tampering.CUT_OFF, left + 1L));
        }
    }

    @Test
    void aChainRewrittenWithEveryHashRecomputedIsFoundBySignedHeads() {
        List<AuditEntry> rewritten = new ArrayList<>();
        AuditHead head = AuditHead.EMPTY;
        for (AuditEntry entry : DAY.entries) {
            String subject = entry.seq() == 3 ? "another parcel" : entry.subject();
            AuditEntry next = AuditChain.next(
                    head, new AuditFact(entry.at(), entry.actor(), entry.action(), subject, entry.detail()));
            rewritten.add(next);
            head = AuditChain.head(next);
        }
        Day tampered = new Day(rewritten, head, DAY.heads);
        assertThat(AuditChain.verify(rewritten, head)).isInstanceOf(AuditVerification.Intact.class);
        assertThat(tampered.report().findings())
                .contains(new Finding(Tampering.REWRITTEN, DAY.heads.getFirst().seq()));
    }

    @Test
    void aChangedHeadRowIsNamed() {
        for (AuditHead wrong : List.of(
                new AuditHead(
                        DAY.stored.seq() - 1,
                        DAY.entries.get(DAY.entries.size() - 2).hash()),
                new AuditHead(DAY.stored.seq(), "0".repeat(64)),
                new AuditHead(DAY.stored.seq() + 1, DAY.stored.hash()),
                AuditHead.EMPTY)) {
            assertThat(new Day(DAY.entries, wrong, DAY.heads).kinds()).contains(Tampering.HEAD_CHANGED);
        }
    }

    @Test
    void aForgedSignedHeadIsNamed() {
        for (int field = 0; field < 4; field++) {
            Day tampered = DAY.copy();
            SignedHead was = DAY.heads.get(2);
            tampered.heads.set(
                    2,
                    new SignedHead(
                            field == 0 ? was.seq() + 1 : was.seq(),
                            field == 1 ? "f".repeat(64) : was.hash(),
                            field == 2 ? was.at().plusSeconds(1) : was.at(),
                            field == 3 ? "f".repeat(64) : was.previousHash(),
                            was.keyId(),
                            was.signature()));
            assertThat(tampered.report().findings()).contains(new Finding(Tampering.SIGNED_HEAD_FORGED, 3));
        }
        Day otherSignature = DAY.copy();
        SignedHead last = DAY.heads.getLast();
        otherSignature.heads.set(
                DAY.heads.size() - 1,
                new SignedHead(
                        last.seq(),
                        last.hash(),
                        last.at(),
                        last.previousHash(),
                        last.keyId(),
                        DAY.heads.getFirst().signature()));
        assertThat(otherSignature.kinds()).contains(Tampering.SIGNED_HEAD_FORGED);
    }

    @Test
    void aHeadSignedByAnotherIsNamed() {
        Day tampered = DAY.copy();
        SignedHead was = DAY.heads.getLast();
        SignedHead foreign = OTHER_KEYS.sign(new AuditHead(was.seq(), was.hash()), was.at(), was.previousHash());
        tampered.heads.set(DAY.heads.size() - 1, foreign);
        assertThat(tampered.report().findings())
                .contains(new Finding(Tampering.SIGNED_HEAD_OTHER_KEY, DAY.heads.size()));
        // Nor does the name of the right key help.
        tampered.heads.set(
                DAY.heads.size() - 1,
                new SignedHead(
                        foreign.seq(),
                        foreign.hash(),
                        foreign.at(),
                        foreign.previousHash(),
                        was.keyId(),
                        foreign.signature()));
        assertThat(tampered.report().findings()).contains(new Finding(Tampering.SIGNED_HEAD_FORGED, DAY.heads.size()));
    }

    @Test
    void removedAndReorderedSignedHeadsAreNamed() {
        Day first = DAY.copy();
        first.heads.removeFirst();
        assertThat(first.report().findings()).contains(new Finding(Tampering.SIGNED_HEAD_NOT_LINKED, 1));
        Day middle = DAY.copy();
        middle.heads.remove(2);
        assertThat(middle.report().findings()).contains(new Finding(Tampering.SIGNED_HEAD_NOT_LINKED, 3));
        Day last = DAY.copy();
        last.heads.removeLast();
        assertThat(last.kinds()).contains(Tampering.SIGNED_HEAD_REMOVED);
        Day all = new Day(DAY.entries, DAY.stored, List.of());
        assertThat(all.kinds()).contains(Tampering.SIGNED_HEAD_REMOVED);
        Day moved = DAY.copy();
        Collections.swap(moved.heads, 1, 2);
        assertThat(moved.report().findings()).contains(new Finding(Tampering.SIGNED_HEAD_NOT_LINKED, 2));
    }

    @Test
    void aCopyOfTheSignedHeadsIsNotBlamedForWhatWasSignedLaterAndStillFindsWhatItCovers() {
        List<SignedHead> copy = DAY.heads.subList(0, 3);
        assertThat(new Day(DAY.entries, DAY.stored, copy).report(Heads.COPY).findings())
                .isEmpty();
        // Chain, head row and live file cut back together: only the copy knows.
        List<AuditEntry> cut = DAY.entries.subList(0, 8);
        AuditHead end = AuditChain.head(cut.getLast());
        Day attacked = new Day(cut, end, DAY.heads.subList(0, 1));
        assertThat(attacked.report().intact()).isTrue();
        assertThat(new Day(cut, end, copy).report(Heads.COPY).findings()).contains(new Finding(Tampering.CUT_OFF, 9));
    }

    @Test
    void aClockThatWentBackIsAWarningOnly() {
        List<AuditEntry> entries = new ArrayList<>();
        AuditHead head = AuditHead.EMPTY;
        for (int second : List.of(0, 100, 50, 39, 101)) {
            AuditEntry entry =
                    AuditChain.next(head, new AuditFact(NOON.plusSeconds(second), "p-1", "verdict.given", "a", ""));
            entries.add(entry);
            head = AuditChain.head(entry);
        }
        AuditReport report = new Day(entries, head, List.of()).report();
        assertThat(report.intact()).isTrue();
        assertThat(report.warnings())
                .containsExactly(
                        new Finding(Tampering.CLOCK_WENT_BACK, 4), new Finding(Tampering.NEVER_SIGNED, entries.size()));
    }

    /** Any single change of any entry, of the head row or of any signed head. */
    @Property(tries = 600)
    void anySingleChangeIsFound(@ForAll @IntRange(max = 11) int what, @ForAll long seed) {
        Random random = new Random(seed);
        Day tampered = DAY.copy();
        AuditHead stored = DAY.stored;
        int entry = random.nextInt(DAY.entries.size());
        int head = random.nextInt(DAY.heads.size());
        switch (what) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> tampered.entries.set(entry, altered(DAY.entries.get(entry), what));
            case 8 -> tampered.entries.remove(entry);
            case 9 -> tampered.heads.remove(head);
            case 10 -> {
                String line = DAY.heads.get(head).line();
                int at = random.nextInt(line.length());
                char other = (char) ('0' + random.nextInt(10));
                String changed = line.substring(0, at) + other + line.substring(at + 1);
                if (changed.equals(line)) {
                    return;
                }
                StringBuilder file = new StringBuilder();
                for (int i = 0; i < DAY.heads.size(); i++) {
                    file.append(i == head ? changed : DAY.heads.get(i).line()).append('\n');
                }
                assertThat(DAY.report(HeadFile.parse(file.toString()), Heads.LIVE)
                                .intact())
                        .as(changed)
                        .isFalse();
                return;
            }
            default ->
                stored = new AuditHead(
                        stored.seq() + (random.nextBoolean() ? 0 : 1 + random.nextInt(5)), "a".repeat(64));
        }
        assertThat(new Day(tampered.entries, stored, tampered.heads).report().intact())
                .isFalse();
    }

    @Test
    void aHeadIsSignedAfterSoManyEntriesAfterSoLongAndAtTheEndAndNotForNothing(@TempDir Path folder)
            throws IOException {
        MemoryLog log = new MemoryLog();
        HeadFile file = new HeadFile(folder.resolve("deeper/heads.jsonl"));
        Instant[] now = {NOON};
        try (HeadSigner signer = new HeadSigner(log, file, KEYS, () -> now[0], 3, Duration.ofMinutes(10))) {
            assertThat(signer.signIfDue()).isFalse();
            log.append(fact(1));
            log.append(fact(2));
            assertThat(signer.signIfDue()).isFalse();
            log.append(fact(3));
            assertThat(signer.signIfDue()).isTrue();
            assertThat(signer.signIfDue()).isFalse();
            now[0] = NOON.plus(Duration.ofMinutes(11));
            assertThat(signer.signIfDue()).as("nothing but the telling of it").isFalse();
            log.append(fact(4));
            assertThat(signer.signIfDue()).as("after so long").isTrue();
            log.append(fact(5));
        }
        assertThat(file.read().heads()).hasSize(3);
        // The next process goes on where this one ended.
        try (HeadSigner signer = new HeadSigner(log, file, KEYS, () -> now[0], 3, Duration.ofMinutes(10))) {
            assertThat(signer.signNow()).isFalse();
            log.append(fact(6));
        }
        assertThat(file.read().heads()).hasSize(4);
        assertThat(AuditGuard.verify(log.entries.iterator(), log.head(), file.read(), KEYS.publicKey(), Heads.LIVE)
                        .findings())
                .isEmpty();
    }

    @Test
    void whatACrashLeftOfALineIsNoHeadAndIsCutAway(@TempDir Path folder) throws IOException {
        HeadFile file = new HeadFile(folder.resolve(HeadFile.NAME));
        file.append(DAY.heads.get(0));
        Files.writeString(file.path(), "{\"seq\":1", StandardOpenOption.APPEND);
        assertThat(file.read()).isEqualTo(new SignedHeads(DAY.heads.subList(0, 1), 0));
        file.append(DAY.heads.get(1));
        assertThat(file.read()).isEqualTo(new SignedHeads(DAY.heads.subList(0, 2), 0));
        Files.writeString(file.path(), "nonsense\n", StandardOpenOption.APPEND);
        assertThat(file.read().unreadableLine()).isEqualTo(3);
        assertThat(DAY.report(file.read(), Heads.COPY).findings())
                .contains(new Finding(Tampering.SIGNED_HEAD_UNREADABLE, 3));
    }

    @Test
    void keysAreKeptForTheirOwnerAndTheSameNextTime(@TempDir Path folder) throws IOException {
        HeadKeys made = HeadKeys.keptIn(folder.resolve("secrets"), generator());
        HeadKeys again = HeadKeys.keptIn(folder.resolve("secrets"), generator());
        assertThat(again.publicPem()).isEqualTo(made.publicPem());
        assertThat(HeadKeys.publicKey(made.publicPem())).isEqualTo(made.publicKey());
        Path secret = folder.resolve("secrets").resolve(HeadKeys.PRIVATE_FILE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-------");
        assertThat(HeadKeys.verified(again.publicKey(), made.sign(DAY.stored, NOON, AuditChain.GENESIS_HASH)))
                .isTrue();

        Files.writeString(folder.resolve("secrets").resolve(HeadKeys.PUBLIC_FILE), OTHER_KEYS.publicPem());
        assertThatThrownBy(() -> HeadKeys.keptIn(folder.resolve("secrets"), generator()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not the public key of");
        Files.writeString(secret, "not a key", StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> HeadKeys.keptIn(folder.resolve("secrets"), generator()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("do not hold a pair of keys");
        assertThatThrownBy(() -> HeadKeys.publicKey("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLineOfASignedHeadReadsBackAsItWas() {
        for (SignedHead head : DAY.heads) {
            assertThat(SignedHead.parse(head.line())).isEqualTo(head);
        }
        assertThatThrownBy(() -> SignedHead.parse(DAY.heads.getFirst().line() + " "))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyKindIsSaidInBothLanguages() {
        for (Tampering kind : Tampering.values()) {
            for (Language language : Language.values()) {
                assertThat(Messages.template(language, kind)).contains("{0}");
            }
        }
    }

    /** An entry with one field changed, by number, hash included. */
    private static AuditEntry altered(AuditEntry entry, int field) {
        return new AuditEntry(
                field == 0 ? entry.seq() + 1000 : entry.seq(),
                field == 1 ? entry.at().plusNanos(1000) : entry.at(),
                field == 2 ? entry.actor() + "x" : entry.actor(),
                field == 3 ? entry.action() + "x" : entry.action(),
                field == 4 ? entry.subject() + "x" : entry.subject(),
                field == 5 ? entry.detail() + "x" : entry.detail(),
                field == 6 ? "f".repeat(64) : entry.previousHash(),
                field == 7 ? "e".repeat(64) : entry.hash());
    }

    private static KeyPairGenerator generator() {
        try {
            return KeyPairGenerator.getInstance(HeadKeys.ALGORITHM);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AuditFact fact(int i) {
        return new AuditFact(NOON.plusSeconds(i), "p-" + i % 3, "verdict.given", "parcel-" + i, "판독");
    }

    private record Day(List<AuditEntry> entries, AuditHead stored, List<SignedHead> heads) {
        static Day lived(int facts, int every) {
            try {
                Path folder = Files.createTempDirectory("day");
                MemoryLog log = new MemoryLog();
                HeadFile file = new HeadFile(folder.resolve(HeadFile.NAME));
                try (HeadSigner signer = new HeadSigner(log, file, KEYS, () -> NOON, every, Duration.ofHours(1))) {
                    for (int i = 0; i < facts; i++) {
                        log.append(fact(i));
                        var unused = signer.signIfDue();
                    }
                }
                Day day = new Day(log.entries, log.head(), file.read().heads());
                Files.delete(file.path());
                Files.delete(folder);
                return day;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Day copy() {
            return new Day(new ArrayList<>(entries), stored, new ArrayList<>(heads));
        }

        AuditReport report() {
            return report(Heads.LIVE);
        }

        AuditReport report(Heads which) {
            return report(new SignedHeads(heads, 0), which);
        }

        AuditReport report(SignedHeads signed, Heads which) {
            return AuditGuard.verify(entries.iterator(), stored, signed, KEYS.publicKey(), which);
        }

        List<Tampering> kinds() {
            return report().findings().stream().map(Finding::kind).toList();
        }
    }

    private static final class MemoryLog implements AuditLog {
        private final List<AuditEntry> entries = new ArrayList<>();

        AuditHead head() {
            return entries.isEmpty() ? AuditHead.EMPTY : AuditChain.head(entries.getLast());
        }

        @Override
        public AuditEntry append(AuditFact fact) {
            AuditEntry entry = AuditChain.next(head(), fact);
            entries.add(entry);
            return entry;
        }

        @Override
        public List<AuditEntry> newest(int limit) {
            return entries.subList(Math.max(0, entries.size() - limit), entries.size());
        }

        @Override
        public AuditVerification verify() {
            return AuditChain.verify(entries, head());
        }
    }
}
