/**
 * What may be seen and kept, and for how long: {@link org.gwanmun.trace.governance.PictureMask} makes pictures that may leave the
 * process, {@link org.gwanmun.trace.governance.FrameRing} holds the raw ones for minutes, encrypted.
 */
@NullMarked
package org.gwanmun.trace.governance;

import org.jspecify.annotations.NullMarked;
