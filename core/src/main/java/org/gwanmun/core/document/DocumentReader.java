package org.gwanmun.core.document;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gwanmun.core.message.Refusal;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads a YAML or JSON file as an {@link Entry} tree. Scalars stay text until somebody asks for a number, so a value is
 * always shown to the person as typed.
 */
public final class DocumentReader {
    /** Largest file read, in bytes; the largest legitimate parcel file (thousands of objects) is a tenth of this. */
    public static final int LIMIT_BYTES = 4_000_000;

    private static final int LIMIT_DEPTH = 30;
    private static final Set<Tag> PLAIN_TAGS =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.SEQ, Tag.MAP);

    private DocumentReader() {}

    /**
     * Reads a file.
     *
     * @throws Refusal if it is missing, unreadable, too large, not UTF-8, or not YAML
     */
    public static Entry read(Path file) {
        return parse(file.toString(), bytes(file));
    }

    /** Reads text that came under the name {@code file}; {@link Refusal} as {@link #read}. */
    public static Entry parse(String file, byte[] utf8) {
        if (utf8.length > LIMIT_BYTES) {
            throw Refusal.badInput(DocumentMessage.TOO_LARGE, file, utf8.length, LIMIT_BYTES);
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.badInput(DocumentMessage.NOT_UTF8, file);
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setUseMarks(true)
                .setAllowDuplicateKeys(true) // noted below with both lines, together with all other mistakes
                .setAllowRecursiveKeys(false)
                .setMaxAliasesForCollections(0)
                .setCodePointLimit(LIMIT_BYTES)
                .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            Problems problems = new Problems(file);
            return root.map(node -> entry(node, "", problems, 0))
                    .orElseGet(() -> new Entry(Entry.Nothing.NOTHING, 1, "", problems));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            int column = e.getProblemMark().map(mark -> mark.getColumn() + 1).orElse(1);
            throw Refusal.badInput(DocumentMessage.SYNTAX, file, line, column, e.getProblem());
        } catch (YamlEngineException e) {
            throw Refusal.badInput(DocumentMessage.SYNTAX, file, 1, 1, String.valueOf(e.getMessage()));
        } catch (StackOverflowError e) { // the parser recurses; nesting this deep is an attack, not a file
            throw Refusal.badInput(DocumentMessage.SYNTAX, file, 1, 1, "nesting is too deep");
        }
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw Refusal.badInput(DocumentMessage.UNREADABLE, file, "directory");
            }
            long size = Files.size(file);
            if (size > LIMIT_BYTES) {
                throw Refusal.badInput(DocumentMessage.TOO_LARGE, file, size, LIMIT_BYTES);
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw Refusal.badInput(DocumentMessage.NOT_FOUND, file);
        } catch (IOException e) {
            throw Refusal.badInput(
                    DocumentMessage.UNREADABLE, file, e.getClass().getSimpleName());
        }
    }

    private static Entry entry(Node node, String path, Problems problems, int depth) {
        int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        if (depth > LIMIT_DEPTH) {
            problems.add(line, path, DocumentMessage.TOO_MANY, depth, LIMIT_DEPTH);
            return new Entry(Entry.Nothing.NOTHING, line, path, problems);
        }
        if (!PLAIN_TAGS.contains(node.getTag())) {
            problems.add(
                    line,
                    path.isEmpty() ? "(file)" : path,
                    DocumentMessage.FOREIGN_TAG,
                    node.getTag().getValue());
        }
        Object value =
                switch (node) {
                    case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> Entry.Nothing.NOTHING;
                    case ScalarNode scalar -> scalar.getValue();
                    case SequenceNode sequence -> elements(sequence, path, problems, depth);
                    case MappingNode mapping -> fields(mapping, path, problems, depth);
                    default -> Entry.Nothing.NOTHING;
                };
        return new Entry(value, line, path.isEmpty() ? "(file)" : path, problems);
    }

    private static List<Entry> elements(SequenceNode sequence, String path, Problems problems, int depth) {
        List<Entry> elements = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            elements.add(entry(element, path + "[" + elements.size() + "]", problems, depth + 1));
        }
        return elements;
    }

    private static Map<String, Entry> fields(MappingNode mapping, String path, Problems problems, int depth) {
        Map<String, Entry> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Node key = tuple.getKeyNode();
            int line = key.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
            if (!(key instanceof ScalarNode name)) {
                problems.add(line, path, DocumentMessage.WRONG_KIND, "text", "?");
                continue;
            }
            String fieldPath = path.isEmpty() ? name.getValue() : path + "." + name.getValue();
            Entry field = entry(tuple.getValueNode(), fieldPath, problems, depth + 1);
            Entry first = fields.putIfAbsent(name.getValue(), field);
            if (first != null) {
                problems.add(line, fieldPath, DocumentMessage.DUPLICATE_FIELD, name.getValue(), first.line());
            }
        }
        return fields;
    }
}
