@NullMarked
package org.gwanmun.trace.governance;

import org.jspecify.annotations.NullMarked;
