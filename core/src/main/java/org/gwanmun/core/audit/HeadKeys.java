package org.gwanmun.core.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Set;

/**
 * The Ed25519 key pair that signs heads of the audit chain, kept in a folder: {@code head.key}, which only its owner may
 * read, and {@code head.pub.pem}, of which auditors keep a copy.
 */
public final class HeadKeys {
    /** File of the private key. */
    public static final String PRIVATE_FILE = "head.key";

    /** File of the public key. */
    public static final String PUBLIC_FILE = "head.pub.pem";

    /** The kind of keys. */
    public static final String ALGORITHM = "Ed25519";

    /** The size of such keys, as a generator wants to be told it. */
    public static final int BITS = 255;

    private static final int LARGEST_FILE = 10_000;

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private HeadKeys(PrivateKey privateKey, PublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** New keys, kept nowhere; the generator is one of {@link #ALGORITHM}. */
    public static HeadKeys generate(KeyPairGenerator generator) {
        KeyPair pair = generator.generateKeyPair();
        return new HeadKeys(pair.getPrivate(), pair.getPublic());
    }

    /**
     * Reads the keys of a folder, or makes them.
     *
     * @throws IOException if they cannot be read or written, or are not keys
     */
    public static HeadKeys keptIn(Path folder, KeyPairGenerator generator) throws IOException {
        Path secret = folder.resolve(PRIVATE_FILE);
        Path open = folder.resolve(PUBLIC_FILE);
        if (!Files.exists(secret)) {
            Files.createDirectories(folder);
            HeadKeys made = generate(generator);
            // The private key last: where it is, the public one is too.
            write(open, made.publicPem(), "rw-r--r--");
            write(secret, pem("PRIVATE KEY", made.privateKey.getEncoded()), "rw-------");
        }
        try {
            PrivateKey privateKey = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(encoded(text(secret), "PRIVATE KEY")));
            HeadKeys keys = new HeadKeys(privateKey, publicKey(text(open)));
            byte[] probe = {1};
            if (!verified(keys.publicKey, probe, keys.sign(probe))) {
                throw new IOException(open + " is not the public key of " + secret + ".");
            }
            return keys;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(secret + " and " + open + " do not hold a pair of keys: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a public key from PEM.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static PublicKey publicKey(String pem) {
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded(pem, "PUBLIC KEY")));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("This is no Ed25519 public key.", e);
        }
    }

    /** The public key. */
    public PublicKey publicKey() {
        return publicKey;
    }

    /** The public key as an auditor keeps it. */
    public String publicPem() {
        return pem("PUBLIC KEY", publicKey.getEncoded());
    }

    /** The short name of a public key. */
    public static String id(PublicKey key) {
        return AuditChain.sha256(key.getEncoded()).substring(0, 16);
    }

    /** Signs a head. */
    public SignedHead sign(AuditHead head, Instant at, String previousHash) {
        SignedHead unsigned = new SignedHead(
                head.seq(), head.hash(), at.truncatedTo(ChronoUnit.MICROS), previousHash, id(publicKey), "");
        return new SignedHead(
                unsigned.seq(),
                unsigned.hash(),
                unsigned.at(),
                unsigned.previousHash(),
                unsigned.keyId(),
                Base64.getEncoder().encodeToString(sign(unsigned.canonicalBytes())));
    }

    private byte[] sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Signing with a key of our own failed: " + e.getMessage(), e);
        }
    }

    /** Whether a head was signed with the private half of a key. */
    static boolean verified(PublicKey key, SignedHead head) {
        try {
            return verified(key, head.canonicalBytes(), head.signatureBytes());
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static boolean verified(PublicKey key, byte[] bytes, byte[] sign) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(bytes);
            return signature.verify(sign);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private static String pem(String kind, byte[] encoded) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                + "\n-----END " + kind + "-----\n";
    }

    private static byte[] encoded(String pem, String kind) {
        String begin = "-----BEGIN " + kind + "-----";
        String end = "-----END " + kind + "-----";
        String text = pem.strip();
        if (!text.startsWith(begin) || !text.endsWith(end)) {
            throw new IllegalArgumentException("There is no " + kind + " in PEM.");
        }
        return Base64.getMimeDecoder().decode(text.substring(begin.length(), text.length() - end.length()));
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new IOException(file + " is too large for a key.");
        }
        return Files.readString(file, StandardCharsets.US_ASCII);
    }

    private static void write(Path file, String text, String rights) throws IOException {
        Path growing = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(growing);
        boolean posix = Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
        try (FileChannel channel = FileChannel.open(
                growing, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(growing, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
