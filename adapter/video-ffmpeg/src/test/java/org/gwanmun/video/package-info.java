/** Tests. */
@NullMarked
package org.gwanmun.video;

import org.jspecify.annotations.NullMarked;
