package org.gwanmun.core.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;

/**
 * A hash chain over audit facts: hashₙ = SHA-256(canonicalₙ), where canonicalₙ contains hashₙ₋₁.
 *
 * <p>Canonical bytes, all integers big-endian: the ASCII text {@code gwanmun-audit/1} with its length, then {@code seq}
 * (8 bytes), seconds of {@code at} since 1970-01-01T00:00:00Z (8), nanoseconds within that second (4), then actor,
 * action, subject and detail, each as its length in UTF-8 bytes (4) followed by those bytes, then {@code previousHash} as
 * text in the same way. Because each field carries its length, two different entries never share canonical bytes.
 *
 * <p>A walk finds any entry altered, removed from the middle, reordered or put in, and with a known {@link AuditHead} also
 * entries cut off at the end. It cannot find a chain recomputed as a whole together with its head; {@link AuditGuard} can.
 *
 * <p>Source of the construction: S. Haber, W. S. Stornetta, "How to time-stamp a digital document", Journal of Cryptology
 * 3 (1991) 99–111, doi:10.1007/BF00196791.
 */
public final class AuditChain {
    /** What the first entry names as the hash before it: 64 zeros. */
    public static final String GENESIS_HASH = "0".repeat(64);

    private static final String FORMAT = "gwanmun-audit/1";

    private AuditChain() {}

    /** The entry that follows {@code head} and records {@code fact}. */
    public static AuditEntry next(AuditHead head, AuditFact fact) {
        AuditEntry unsealed = new AuditEntry(
                head.seq() + 1,
                fact.at(),
                fact.actor(),
                fact.action(),
                fact.subject(),
                fact.detail(),
                head.hash(),
                GENESIS_HASH);
        return new AuditEntry(
                unsealed.seq(),
                unsealed.at(),
                unsealed.actor(),
                unsealed.action(),
                unsealed.subject(),
                unsealed.detail(),
                unsealed.previousHash(),
                hash(unsealed));
    }

    /** The head of a chain that ends with {@code entry}. */
    public static AuditHead head(AuditEntry entry) {
        return new AuditHead(entry.seq(), entry.hash());
    }

    /** Walks entries in stored order from the first; entries cut off at the end cannot be noticed without a head. */
    public static AuditVerification verify(Iterable<AuditEntry> entries) {
        return walk(entries.iterator());
    }

    /** Walks entries in stored order from the first and then compares the end with the head that was kept apart. */
    public static AuditVerification verify(Iterable<AuditEntry> entries, AuditHead known) {
        return verify(entries.iterator(), known);
    }

    /** As {@link #verify(Iterable, AuditHead)}, for a chain too long to be held in memory; exhausts the iterator. */
    public static AuditVerification verify(Iterator<AuditEntry> entries, AuditHead known) {
        AuditVerification walked = walk(entries);
        if (walked instanceof AuditVerification.Intact(AuditHead head) && !head.equals(known)) {
            long position = head.seq() == known.seq() ? head.seq() : Math.min(head.seq(), known.seq()) + 1;
            return new AuditVerification.Broken(position, AuditVerification.Fault.NOT_THE_KNOWN_HEAD);
        }
        return walked;
    }

    private static AuditVerification walk(Iterator<AuditEntry> entries) {
        AuditHead head = AuditHead.EMPTY;
        while (entries.hasNext()) {
            AuditEntry entry = entries.next();
            long position = head.seq() + 1;
            if (entry.seq() != position) {
                return new AuditVerification.Broken(position, AuditVerification.Fault.OUT_OF_SEQUENCE);
            }
            if (!entry.previousHash().equals(head.hash())) {
                return new AuditVerification.Broken(position, AuditVerification.Fault.NOT_LINKED);
            }
            if (!sealed(entry)) {
                return new AuditVerification.Broken(position, AuditVerification.Fault.ALTERED);
            }
            head = head(entry);
        }
        return new AuditVerification.Intact(head);
    }

    /** Whether an entry is of a form that we write, and its hash belongs to its content. */
    static boolean sealed(AuditEntry entry) {
        return wellFormed(entry) && entry.hash().equals(hash(entry));
    }

    private static boolean wellFormed(AuditEntry entry) {
        try {
            AuditText.checked("actor", entry.actor());
            AuditText.checked("action", entry.action());
            AuditText.checked("subject", entry.subject());
            AuditText.checked("detail", entry.detail());
            return true;
        } catch (IllegalArgumentException notWrittenByUs) {
            return false;
        }
    }

    private static String hash(AuditEntry entry) {
        return sha256(canonicalBytes(entry));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must offer SHA-256, this one does not.", e);
        }
    }

    static byte[] canonicalBytes(AuditEntry entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writeText(out, FORMAT);
            out.writeLong(entry.seq());
            Instant at = entry.at();
            out.writeLong(at.getEpochSecond());
            out.writeInt(at.getNano());
            writeText(out, entry.actor());
            writeText(out, entry.action());
            writeText(out, entry.subject());
            writeText(out, entry.detail());
            writeText(out, entry.previousHash());
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory cannot fail.", e);
        }
        return bytes.toByteArray();
    }

    static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }
}
