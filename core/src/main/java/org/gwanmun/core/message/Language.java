package org.gwanmun.core.message;

import java.util.Locale;

/** The languages of the suite. Korean is spoken to whoever asks for Korean, English to everybody else. */
public enum Language {
    KO,
    EN;

    /** The language of a tag such as {@code ko}, {@code ko-KR}, {@code ko_KR.UTF-8} or {@code en}. */
    public static Language of(String tag) {
        return tag.toLowerCase(Locale.ROOT).startsWith("ko") ? KO : EN;
    }

    /** The suffix of this language's property files. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
