/** Scatter pictures against closed forms, the Monte Carlo, and what imaging makes of them. */
@NullMarked
package org.gwanmun.xray.twin.scatter;

import org.jspecify.annotations.NullMarked;
