package org.gwanmun.xray.lane.link;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A lane's key, and the proofs that one holds it: HMAC-SHA-256(key, side ‖ lane ‖ nonce of the machine ‖ nonce of the
 * server). Each side proves its own, so that neither speaks to a stranger; the nonces make a proof good for one greeting.
 */
public final class LinkSecret {
    /** Length of a key. */
    public static final int KEY_BYTES = 32;

    /** Length of a nonce. */
    public static final int NONCE_BYTES = 16;

    private final SecretKeySpec key;

    /** A key of {@value #KEY_BYTES} bytes. */
    public LinkSecret(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("A lane's key has " + KEY_BYTES + " bytes, not " + key.length + ".");
        }
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /** The two sides. */
    public enum Side {
        MACHINE,
        SERVER
    }

    /** The proof of one side. */
    public byte[] proof(Side side, String lane, byte[] machineNonce, byte[] serverNonce) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] name = lane.getBytes(StandardCharsets.UTF_8);
            mac.update(side.name().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) name.length);
            mac.update(name);
            mac.update(machineNonce);
            return mac.doFinal(serverNonce);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform must offer HmacSHA256, this one does not.", e);
        }
    }

    /** Whether a proof is right, in a time that tells nothing. */
    public boolean proves(byte[] proof, Side side, String lane, byte[] machineNonce, byte[] serverNonce) {
        return MessageDigest.isEqual(proof, proof(side, lane, machineNonce, serverNonce));
    }
}
