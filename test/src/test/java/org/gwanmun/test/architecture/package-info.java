/** Which room may use which, as rules that fail the build. */
@NullMarked
package org.gwanmun.test.architecture;

import org.jspecify.annotations.NullMarked;
