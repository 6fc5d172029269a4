/** Guessing is slowed down, accounts are new each time, pseudonyms stay. */
@NullMarked
package org.gwanmun.server.access;

import org.jspecify.annotations.NullMarked;
