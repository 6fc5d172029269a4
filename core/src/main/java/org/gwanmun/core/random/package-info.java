/**
 * Reproducible randomness: {@link org.gwanmun.core.random.RandomStreams} gives each piece of work (a line, a view, a
 * parcel) its own stream, derived from the seed and the work's own number, so results do not depend on threads.
 */
@NullMarked
package org.gwanmun.core.random;

import org.jspecify.annotations.NullMarked;
