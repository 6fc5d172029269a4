/** What imaging may be trusted with: bias, noise, and what it refuses to say. */
@NullMarked
package org.gwanmun.xray.imaging;

import org.jspecify.annotations.NullMarked;
