/**
 * Text for people, Korean and English. A room keeps its texts in one enum that implements {@link
 * org.gwanmun.core.message.MessageKey}, beside two property files named after the enum; a test over all rooms checks that
 * both languages have every key with the same slots.
 */
@NullMarked
package org.gwanmun.core.message;

import org.jspecify.annotations.NullMarked;
