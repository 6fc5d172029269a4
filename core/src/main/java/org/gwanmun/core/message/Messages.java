package org.gwanmun.core.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds and fills the text of a {@link MessageKey}. Thread-safe; bundles are read once. */
public final class Messages {
    private static final Pattern SLOT = Pattern.compile("\\{(\\d)}");
    private static final ConcurrentHashMap<String, Properties> BUNDLES = new ConcurrentHashMap<>();

    private Messages() {}

    /**
     * The text of {@code key} with its slots filled.
     *
     * @throws IllegalStateException if the language lacks the key, or the text has a slot without an argument
     */
    public static String text(Language language, MessageKey key, Object... arguments) {
        Matcher slots = SLOT.matcher(template(language, key));
        return slots.replaceAll(slot -> {
            int index = Integer.parseInt(slot.group(1));
            if (index >= arguments.length) {
                throw new IllegalStateException("message " + key + " has no argument for slot {" + index + "}");
            }
            return Matcher.quoteReplacement(shown(arguments[index], language));
        });
    }

    /** The unfilled text of {@code key}. */
    public static String template(Language language, MessageKey key) {
        String template = bundle(key.getClass(), language).getProperty(key.name());
        if (template == null) {
            throw new IllegalStateException("no " + language + " text for " + key.getClass() + "." + key.name());
        }
        return template;
    }

    /** All texts of one enum in one language; the completeness test compares them. */
    public static Properties bundle(Class<?> keys, Language language) {
        String resource = "/" + keys.getName().replace('.', '/') + "_" + language.tag() + ".properties";
        return BUNDLES.computeIfAbsent(resource, name -> load(keys, name));
    }

    private static String shown(Object argument, Language language) {
        return argument instanceof Said said ? said.in(language) : String.valueOf(argument);
    }

    private static Properties load(Class<?> keys, String resource) {
        Properties properties = new Properties();
        try (InputStream in = keys.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no message bundle " + resource);
            }
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
