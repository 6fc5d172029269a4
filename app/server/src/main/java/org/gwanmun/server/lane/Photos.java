package org.gwanmun.server.lane;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.gwanmun.server.answer.ApiFailure;
import org.gwanmun.server.answer.ApiMessage;
import org.springframework.http.HttpStatus;

/** Photographs from the opening table, as files under the names of their content: {@code photos/ab/abcdef….jpg}. */
public final class Photos {
    static final int MOST_BYTES = 8 << 20;
    private static final long MOST_PIXELS = 50_000_000;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Path root;

    /** Photographs below {@code root}. */
    public Photos(Path root) {
        this.root = root.resolve("photos");
    }

    /** A photograph and what it is. */
    record Photo(String type, byte[] bytes) {}

    /** Keeps a photograph that can be decoded; refuses everything else, whatever it is said to be. */
    String keep(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new ApiFailure(HttpStatus.CONTENT_TOO_LARGE, ApiMessage.PHOTO_TOO_LARGE);
        }
        String ending = decoded(bytes);
        String name = sha256(bytes);
        Path file = root.resolve(name.substring(0, 2)).resolve(name + ending);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                Path growing = file.resolveSibling("." + UUID.randomUUID());
                try {
                    Files.write(growing, bytes);
                    Files.move(growing, file, StandardCopyOption.ATOMIC_MOVE);
                } finally {
                    Files.deleteIfExists(growing);
                }
            }
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Photo> find(String name) {
        if (!SHA256.matcher(name).matches()) {
            return Optional.empty();
        }
        Path folder = root.resolve(name.substring(0, 2));
        try {
            for (String ending : new String[] {".jpg", ".png"}) {
                Path file = folder.resolve(name + ending);
                if (Files.exists(file)) {
                    return Optional.of(
                            new Photo(ending.equals(".jpg") ? "image/jpeg" : "image/png", Files.readAllBytes(file)));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ending of the file's name, by what the bytes are. */
    private static String decoded(byte[] bytes) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw noPicture();
            }
            ImageReader reader = readers.next();
            try {
                String format = reader.getFormatName().toLowerCase(Locale.ROOT);
                if (!format.equals("jpeg") && !format.equals("png")) {
                    throw noPicture();
                }
                reader.setInput(in, true, true);
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                    throw new ApiFailure(HttpStatus.CONTENT_TOO_LARGE, ApiMessage.PHOTO_TOO_LARGE);
                }
                BufferedImage unused = reader.read(0);
                return format.equals("jpeg") ? ".jpg" : ".png";
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            if (e instanceof ApiFailure failure) {
                throw failure;
            }
            throw noPicture(); // the JDK's decoders answer hostile bytes with any runtime exception
        }
    }

    private static ApiFailure noPicture() {
        return new ApiFailure(HttpStatus.UNSUPPORTED_MEDIA_TYPE, ApiMessage.PHOTO_IS_NONE);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must offer SHA-256, this one does not.", e);
        }
    }
}
