/**
 * From the boxes of one camera to people who keep their number.
 *
 * <p>{@link org.gwanmun.trace.motion.CameraTracker} is the stage: a frame's boxes in, tracked boxes out, final when emitted. Its
 * steps, in order: predict ({@link org.gwanmun.trace.motion.BoxFilter}), take off what the camera itself moved ({@link
 * org.gwanmun.trace.motion.SceneShift}), associate in three passes, begin and end tracks. What it learns of the detector's
 * scores is in {@link org.gwanmun.trace.motion.ScoreLevel}.
 */
@NullMarked
package org.gwanmun.trace.motion;

import org.jspecify.annotations.NullMarked;
