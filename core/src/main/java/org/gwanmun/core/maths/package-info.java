/** Small mathematics that several rooms need and no library gives in the form needed. */
@NullMarked
package org.gwanmun.core.maths;

import org.jspecify.annotations.NullMarked;
