/** Films and network cameras, decoded by FFmpeg. */
@NullMarked
package org.gwanmun.video;

import org.jspecify.annotations.NullMarked;
