@NullMarked
package org.gwanmun.trace;

import org.jspecify.annotations.NullMarked;
