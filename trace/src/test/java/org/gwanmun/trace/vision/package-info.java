@NullMarked
package org.gwanmun.trace.vision;

import org.jspecify.annotations.NullMarked;
