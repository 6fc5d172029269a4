/** What holds for every room's sources and texts: two languages, quiet inner loops. */
@NullMarked
package org.gwanmun.test.quality;

import org.jspecify.annotations.NullMarked;
