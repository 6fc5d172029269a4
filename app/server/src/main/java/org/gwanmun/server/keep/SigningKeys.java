package org.gwanmun.server.keep;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import org.gwanmun.core.audit.HeadKeys;

/** Makes the keys that sign heads of the audit chain; the room that signs has no randomness of its own. */
public final class SigningKeys {
    private SigningKeys() {}

    /** A generator that draws from {@code random}. */
    public static KeyPairGenerator from(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(HeadKeys.ALGORITHM);
            generator.initialize(HeadKeys.BITS, random);
            return generator;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must offer Ed25519, this one does not.", e);
        }
    }
}
