package org.gwanmun.server.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gwanmun.core.document.DocumentReader;
import org.jspecify.annotations.Nullable;

/**
 * The settings together with where each comes from.
 *
 * @param settings the values
 * @param file the file they were read from
 * @param values every value in the order of the file's description
 */
public record EffectiveSettings(Settings settings, Optional<Path> file, List<Value> values) {
    public EffectiveSettings {
        values = List.copyOf(values);
    }

    /** Where a value comes from. */
    public enum Source {
        DEFAULT,
        FILE,
        ENVIRONMENT;

        /** The name in the interface: {@code file}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One value.
     *
     * @param path such as {@code server.port}
     * @param value text, whole number or truth; null if there is none
     * @param secret whether it names a file that holds a secret
     * @param source where it comes from
     */
    public record Value(String path, @Nullable Object value, boolean secret, Source source) {
        /** The value for people. */
        public String shown() {
            if (value == null) {
                return "-";
            }
            return secret ? "(file " + value + ")" : value.toString();
        }
    }

    /** The values without a file. */
    public static EffectiveSettings defaults() {
        return new SettingsFile(Optional.empty(), Path.of("")).settings();
    }

    /**
     * The values of a file.
     *
     * @throws org.gwanmun.core.message.Refusal naming every mistake with line and path
     */
    public static EffectiveSettings read(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = Optional.ofNullable(absolute.getParent()).orElse(absolute);
        EffectiveSettings read = new SettingsFile(Optional.of(DocumentReader.read(file)), folder).settings();
        return new EffectiveSettings(read.settings(), Optional.of(absolute), read.values());
    }
}
