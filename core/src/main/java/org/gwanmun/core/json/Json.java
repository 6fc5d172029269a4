package org.gwanmun.core.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prints JSON. Reading is {@link org.gwanmun.core.document.DocumentReader}'s work, since JSON is YAML; a tree of {@link
 * Map}, {@link List}, {@link String}, {@link Number}, {@link Boolean} and null is all our outputs need. NaN and infinite
 * numbers print as null: JSON has no word for them, and in our outputs they mean "not known".
 */
public final class Json {
    private Json() {}

    /** An object with its fields in the order given: {@code object("a", 1, "b", 2)}. */
    public static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return object;
    }

    /** A list of numbers as JSON wants it. */
    public static List<Double> list(double[] numbers) {
        List<Double> list = new ArrayList<>(numbers.length);
        for (double number : numbers) {
            list.add(number);
        }
        return list;
    }

    /** The text of {@code value}, indented by two spaces, ending in a newline. */
    public static String text(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value, 0);
        return out.append('\n').toString();
    }

    private static void write(StringBuilder out, @Nullable Object value, int depth) {
        switch (value) {
            case null -> out.append("null");
            case String text -> quote(out, text);
            case Boolean truth -> out.append(truth);
            case Double number -> out.append(Double.isFinite(number) ? number(number) : "null");
            case Float number -> out.append(Float.isFinite(number) ? number.toString() : "null");
            case Number number -> out.append(number);
            case Map<?, ?> map -> writeMap(out, map, depth);
            case List<?> list -> writeList(out, list, depth);
            default -> throw new IllegalArgumentException("no JSON form for " + value.getClass());
        }
    }

    private static String number(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15 ? Long.toString((long) number) : "" + number;
    }

    private static void writeMap(StringBuilder out, Map<?, ?> map, int depth) {
        if (map.isEmpty()) {
            out.append("{}");
            return;
        }
        out.append('{');
        String separator = "\n";
        for (Map.Entry<?, ?> field : map.entrySet()) {
            out.append(separator).repeat("  ", depth + 1);
            quote(out, String.valueOf(field.getKey()));
            out.append(": ");
            write(out, field.getValue(), depth + 1);
            separator = ",\n";
        }
        out.append('\n').repeat("  ", depth).append('}');
    }

    private static void writeList(StringBuilder out, List<?> list, int depth) {
        boolean flat = list.stream().allMatch(element -> element instanceof Number);
        out.append('[');
        String separator = flat ? "" : "\n";
        for (Object element : list) {
            out.append(separator);
            if (!flat) {
                out.repeat("  ", depth + 1);
            }
            write(out, element, depth + 1);
            separator = flat ? ", " : ",\n";
        }
        if (!flat && !list.isEmpty()) {
            out.append('\n').repeat("  ", depth);
        }
        out.append(']');
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
