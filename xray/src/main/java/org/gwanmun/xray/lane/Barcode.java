package org.gwanmun.xray.lane;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An item identifier of the Universal Postal Union: two letters of service, eight digits, a check digit, two letters of the
 * country of posting.
 *
 * <p>Check digit: c = 11 − (Σ wᵢ dᵢ mod 11) with weights w = 8, 6, 4, 2, 3, 5, 9, 7; 10 is written 0 and 11 is written 5.
 *
 * <p>Source: UPU standard S10, "Identification of postal items: 13-character identifier".
 *
 * @param text the thirteen characters, capital letters, without spaces
 */
public record Barcode(String text) {
    private static final Pattern FORM = Pattern.compile("[A-Z]{2}[0-9]{9}[A-Z]{2}");
    private static final int[] WEIGHTS = {8, 6, 4, 2, 3, 5, 9, 7};
    private static final int FIRST_DIGIT = 2;
    private static final int CHECK = 10;
    private static final int LONGEST_READ = 64;

    public Barcode {
        if (!isS10(text)) {
            throw new IllegalArgumentException(
                    "barcode (" + text + ") must be 13 characters of UPU S10 with a right check" + " digit.");
        }
    }

    /** What a reader over the belt read. */
    public sealed interface Reading {
        /** An identifier whose check digit is right. */
        record Read(Barcode barcode) implements Reading {}

        /**
         * Something that is no identifier, or one with a wrong check digit: misread, or forged.
         *
         * @param text what was read, cut to 64 printable characters
         */
        record Wrong(String text) implements Reading {}

        /** Nothing. */
        record Nothing() implements Reading {}
    }

    /** Reads what a reader sends: spaces and hyphens between the groups are dropped, letters made capital. */
    public static Reading read(String sent) {
        String text = sent.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        if (text.isEmpty()) {
            return new Reading.Nothing();
        }
        if (isS10(text)) {
            return new Reading.Read(new Barcode(text));
        }
        String printable = text.replaceAll("[^\\x21-\\x7e]", "?");
        return new Reading.Wrong(printable.substring(0, Math.min(LONGEST_READ, printable.length())));
    }

    /** The identifier of a service, a serial number and a country, with its check digit. */
    public static Barcode of(String service, int serial, String country) {
        String digits = String.format(Locale.ROOT, "%08d", serial);
        return new Barcode(service + digits + checkDigit(digits) + country);
    }

    private static boolean isS10(String text) {
        return FORM.matcher(text).matches()
                && checkDigit(text.substring(FIRST_DIGIT, CHECK)) == text.charAt(CHECK) - '0';
    }

    private static int checkDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (digits.charAt(i) - '0');
        }
        int c = 11 - sum % 11;
        return c == 10 ? 0 : c == 11 ? 5 : c;
    }

    @Override
    public String toString() {
        return text;
    }
}
