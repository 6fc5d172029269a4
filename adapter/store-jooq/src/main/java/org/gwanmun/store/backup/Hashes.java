package org.gwanmun.store.backup;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest by which parts are known. */
final class Hashes {
    private Hashes() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must offer SHA-256, this one does not.", e);
        }
    }
}
