@NullMarked
package org.gwanmun.trace.motion;

import org.jspecify.annotations.NullMarked;
