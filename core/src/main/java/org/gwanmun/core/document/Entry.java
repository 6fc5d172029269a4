package org.gwanmun.core.document;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gwanmun.core.message.MessageKey;
import org.gwanmun.core.message.Said;

/**
 * A value of a file with its line and path.
 *
 * <p>Accessors that cannot give what is asked note the mistake in the file's {@link Problems} and return a harmless
 * stand-in, so that reading goes on and the person sees all mistakes at once; whoever reads a file ends with {@link
 * Problems#refuseIfAny()} before using anything.
 */
public final class Entry {
    private final Object value;
    private final int line;
    private final String path;
    private final Problems problems;
    private final Set<String> known = new HashSet<>();

    Entry(Object value, int line, String path, Problems problems) {
        this.value = value;
        this.line = line;
        this.path = path;
        this.problems = problems;
    }

    /** 1-based line on which this value starts. */
    public int line() {
        return line;
    }

    /** Where in the file this value stands, for example {@code objects[2].at_mm}. */
    public String path() {
        return path;
    }

    /** The file's mistakes. */
    public Problems problems() {
        return problems;
    }

    /** Notes a mistake at this value. */
    public void wrong(MessageKey key, Object... arguments) {
        problems.add(line, path, key, arguments);
    }

    /** Whether this is a group of fields. */
    public boolean isMap() {
        return value instanceof Map;
    }

    /** Whether this is a list. */
    public boolean isList() {
        return value instanceof List;
    }

    /** Whether this is a single word or number. */
    public boolean isScalar() {
        return value instanceof String;
    }

    /** The names of the fields of this group, in file order. */
    public Collection<String> names() {
        return fields().keySet();
    }

    /** The field {@code name}, if it is there and not empty. */
    public Optional<Entry> find(String name) {
        known.add(name);
        return Optional.ofNullable(fields().get(name)).filter(entry -> entry.value != Nothing.NOTHING);
    }

    /** The field {@code name}; if it is missing, a mistake is noted. */
    public Optional<Entry> required(String name) {
        Optional<Entry> found = find(name);
        if (found.isEmpty() && isMap()) {
            wrong(DocumentMessage.MISSING_FIELD, name);
        }
        return found;
    }

    /** Notes a mistake for each field that was never asked for; call it after all fields have been asked for. */
    public void refuseUnknown() {
        for (Map.Entry<String, Entry> field : fields().entrySet()) {
            String name = field.getKey();
            if (!known.contains(name)) {
                Optional<String> near = Words.nearest(name, known);
                if (near.isPresent()) {
                    field.getValue().wrong(DocumentMessage.UNKNOWN_FIELD_NEAR, name, near.get());
                } else {
                    String legal = String.join(", ", known.stream().sorted().toList());
                    field.getValue().wrong(DocumentMessage.UNKNOWN_FIELD, name, legal);
                }
            }
        }
    }

    /** The elements of a list of at most {@code limit}. */
    public List<Entry> list(int limit) {
        List<Entry> elements = elements();
        if (elements.size() > limit) {
            wrong(DocumentMessage.TOO_MANY, elements.size(), limit);
            return List.of();
        }
        return elements;
    }

    /** The text of a single word. */
    public String text() {
        if (value instanceof String text) {
            return text;
        }
        wrongKind(DocumentMessage.KIND_TEXT);
        return "";
    }

    /** A finite number within [{@code low}, {@code high}]; NaN after a noted mistake. */
    public double number(double low, double high) {
        if (!(value instanceof String text)) {
            wrongKind(DocumentMessage.KIND_NUMBER);
            return Double.NaN;
        }
        double number;
        try {
            number = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            wrongKind(DocumentMessage.KIND_NUMBER);
            return Double.NaN;
        }
        if (!(number >= low && number <= high)) { // also catches NaN
            wrong(DocumentMessage.OUT_OF_RANGE, text, low, high);
            return Double.NaN;
        }
        return number;
    }

    /** A whole number within [{@code low}, {@code high}]; {@code low} after a noted mistake. */
    public long integer(long low, long high) {
        if (value instanceof String text) {
            try {
                long number = Long.parseLong(text);
                if (number >= low && number <= high) {
                    return number;
                }
                wrong(DocumentMessage.OUT_OF_RANGE, text, low, high);
                return low;
            } catch (NumberFormatException e) {
                // said below: this is no whole number
            }
        }
        wrongKind(DocumentMessage.KIND_INTEGER);
        return low;
    }

    /** Exactly {@code count} numbers within [{@code low}, {@code high}]; NaNs after a noted mistake. */
    public double[] numbers(int count, double low, double high) {
        double[] numbers = new double[count];
        java.util.Arrays.fill(numbers, Double.NaN);
        if (!isList()) {
            wrongKind(DocumentMessage.KIND_LIST);
            return numbers;
        }
        List<Entry> elements = elements();
        if (elements.size() != count) {
            wrong(DocumentMessage.WRONG_LENGTH, elements.size(), count);
            return numbers;
        }
        for (int i = 0; i < count; i++) {
            numbers[i] = elements.get(i).number(low, high);
        }
        return numbers;
    }

    /** One word of a closed list; empty after a noted mistake. */
    public Optional<String> word(Collection<String> legal) {
        String word = text();
        if (legal.contains(word)) {
            return Optional.of(word);
        }
        if (isScalar()) {
            Optional<String> near = Words.nearest(word, legal);
            if (near.isPresent()) {
                wrong(DocumentMessage.UNKNOWN_WORD_NEAR, word, near.get());
            } else {
                wrong(DocumentMessage.UNKNOWN_WORD, word, String.join(", ", legal));
            }
        }
        return Optional.empty();
    }

    /** Notes a mistake unless the field {@code gwanmun} names this schema, such as {@code parcel/1}. */
    public void schema(String wanted) {
        required("gwanmun").ifPresent(field -> {
            if (!field.text().equals(wanted)) {
                field.wrong(DocumentMessage.WRONG_SCHEMA, field.text(), wanted);
            }
        });
    }

    @SuppressWarnings("unchecked") // DocumentReader puts only Map<String, Entry> here
    private Map<String, Entry> fields() {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Entry>) map;
        }
        if (known.add("")) { // said once
            wrongKind(DocumentMessage.KIND_MAP);
        }
        return Map.of();
    }

    private List<Entry> elements() {
        if (value instanceof List<?> list) {
            List<Entry> elements = new ArrayList<>(list.size());
            list.forEach(element -> elements.add((Entry) element));
            return elements;
        }
        wrongKind(DocumentMessage.KIND_LIST);
        return List.of();
    }

    private void wrongKind(DocumentMessage wanted) {
        Object found =
                switch (value) {
                    case Map<?, ?> map -> Said.of(DocumentMessage.KIND_MAP);
                    case List<?> list -> Said.of(DocumentMessage.KIND_LIST);
                    case Nothing nothing -> Said.of(DocumentMessage.KIND_NOTHING);
                    default -> "\"" + value + "\"";
                };
        wrong(DocumentMessage.WRONG_KIND, Said.of(wanted), found);
    }

    /** An explicitly empty value ({@code name:} with nothing after it). */
    enum Nothing {
        NOTHING
    }
}
