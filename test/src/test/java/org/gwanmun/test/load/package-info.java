/** Load on lanes from outside, small: the same code as {@code gwanmun measure lane}. */
@NullMarked
package org.gwanmun.test.load;

import org.jspecify.annotations.NullMarked;
