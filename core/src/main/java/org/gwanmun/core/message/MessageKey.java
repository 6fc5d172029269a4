package org.gwanmun.core.message;

/**
 * One sentence of a room, to be said in Korean or English.
 *
 * <p>Implemented by enums only. The texts of enum {@code org.gwanmun.a.BMessage} are in the resources
 * {@code org/gwanmun/a/BMessage_ko.properties} and {@code …_en.properties}, keyed by constant name, with slots
 * {@code {0}}, {@code {1}} … that are filled without number formatting: what a person typed is shown as typed.
 */
public interface MessageKey {
    /** The enum constant's name, which is the key in the property files. */
    String name();
}
