package org.gwanmun.core.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of the audit chain at one moment, signed. Copied to another place it shows later that the chain was cut off or
 * rewritten as a whole, which the chain alone cannot show.
 *
 * <p>Canonical bytes, which are signed with Ed25519 (RFC 8032); all integers big-endian: the ASCII text {@code
 * gwanmun-head/1} with its length, {@code seq} (8 bytes), hash as text with its length (4), seconds of {@code at} (8),
 * nanoseconds within that second (4), {@code previousHash} and {@code keyId} as text in the same way. A head's own hash,
 * named by the next, is SHA-256 over these bytes followed by the signature as text.
 *
 * @param seq number of the last entry of the chain
 * @param hash hash of that entry
 * @param at when it was signed
 * @param previousHash hash of the signed head before, {@link AuditChain#GENESIS_HASH} for the first
 * @param keyId which key: the first 16 hex digits of SHA-256 over the public key in its X.509 form
 * @param signature Ed25519 signature in Base64
 */
public record SignedHead(long seq, String hash, Instant at, String previousHash, String keyId, String signature) {
    private static final String FORMAT = "gwanmun-head/1";
    private static final int LONGEST_LINE = 1000;
    private static final Pattern LINE = Pattern.compile("\\{\"seq\":(\\d{1,18}),\"hash\":\"([0-9a-f]{64})\","
            + "\"at\":\"([0-9TZ:.+-]{20,40})\",\"previous\":\"([0-9a-f]{64})\",\"key\":\"([0-9a-f]{16})\","
            + "\"signature\":\"([A-Za-z0-9+/]{86}==)\"}");

    /** One line of JSON, without the line's end. */
    public String line() {
        return "{\"seq\":" + seq + ",\"hash\":\"" + hash + "\",\"at\":\"" + at + "\",\"previous\":\"" + previousHash
                + "\",\"key\":\"" + keyId + "\",\"signature\":\"" + signature + "\"}";
    }

    /**
     * Reads what {@link #line} writes, and nothing else.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static SignedHead parse(String line) {
        Matcher fields = LINE.matcher(line);
        if (line.length() > LONGEST_LINE || !fields.matches()) {
            throw new IllegalArgumentException("This is no signed head.");
        }
        try {
            SignedHead head = new SignedHead(
                    Long.parseLong(fields.group(1)),
                    fields.group(2),
                    Instant.parse(fields.group(3)),
                    fields.group(4),
                    fields.group(5),
                    fields.group(6));
            // One head has one line: another spelling of the same is somebody else's.
            if (!head.line().equals(line)) {
                throw new IllegalArgumentException("This is no signed head as it is written here.");
            }
            return head;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("This is no signed head: " + e.getMessage(), e);
        }
    }

    /** What the next signed head names as the hash before it. */
    public String ownHash() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(canonicalBytes());
        bytes.writeBytes(signature.getBytes(StandardCharsets.US_ASCII));
        return AuditChain.sha256(bytes.toByteArray());
    }

    byte[] canonicalBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            AuditChain.writeText(out, FORMAT);
            out.writeLong(seq);
            AuditChain.writeText(out, hash);
            out.writeLong(at.getEpochSecond());
            out.writeInt(at.getNano());
            AuditChain.writeText(out, previousHash);
            AuditChain.writeText(out, keyId);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory cannot fail.", e);
        }
        return bytes.toByteArray();
    }

    byte[] signatureBytes() {
        return Base64.getDecoder().decode(signature);
    }
}
