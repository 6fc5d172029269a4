/**
 * Travellers over cameras. Their way through the code, in one direction:
 *
 * <p>{@code vision} (frames to person boxes) → {@link org.gwanmun.trace.motion} (boxes of one camera to tracks) → {@code site},
 * {@code follow}, {@code governance} (many cameras, under law); {@link org.gwanmun.trace.evaluation} tells how good tracks are. At
 * the root stand the rows that all of them exchange, in the form of the MOTChallenge.
 */
@NullMarked
package org.gwanmun.trace;

import org.jspecify.annotations.NullMarked;
