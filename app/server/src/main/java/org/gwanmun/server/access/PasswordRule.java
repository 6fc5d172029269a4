package org.gwanmun.server.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gwanmun.core.message.Said;

/**
 * Which passwords may be chosen: long ones that nobody guesses first. There is no rule about kinds of characters and no
 * date on which a password grows old: both make people choose worse ones (NIST SP 800-63B, 3.1.1.2).
 */
final class PasswordRule {
    static final int LEAST = 12;

    /** What bcrypt looks at. */
    static final int MOST_BYTES = 72;

    private static final int LEAST_DIFFERENT = 5;
    private static final Set<String> COMMON = common();

    private PasswordRule() {}

    /** What is wrong with a password that {@code user} would choose, apart from being the old one. */
    static Optional<Said> fault(String user, String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        String name = user.toLowerCase(Locale.ROOT);
        if (password.codePointCount(0, password.length()) < LEAST) {
            return Optional.of(Said.of(PasswordFault.TOO_SHORT, LEAST));
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return Optional.of(Said.of(PasswordFault.TOO_LONG, MOST_BYTES));
        }
        // Two characters in all would be most passwords: such names are looked for as a whole only.
        String rest = name.length() > 2 ? lower.replace(name, "") : lower;
        if (lower.equals(name)
                || (rest.length() < lower.length() && rest.codePointCount(0, rest.length()) < LEAST / 2)) {
            return Optional.of(Said.of(PasswordFault.IS_THE_NAME));
        }
        if (COMMON.contains(lower) || lower.codePoints().distinct().count() < LEAST_DIFFERENT || isRun(lower)) {
            return Optional.of(Said.of(PasswordFault.TOO_COMMON));
        }
        return Optional.empty();
    }

    /** Whether each character is the one after, or before, the one before it. */
    private static boolean isRun(String text) {
        int step = text.charAt(1) - text.charAt(0);
        if (Math.abs(step) > 1) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) - text.charAt(i - 1) != step) {
                return false;
            }
        }
        return true;
    }

    private static Set<String> common() {
        InputStream in = Objects.requireNonNull(PasswordRule.class.getResourceAsStream("common-passwords.txt"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
