/** Tests of the Monte Carlo: samplers alone, laws, and an independent code's figures. */
@NullMarked
package org.gwanmun.xray.twin.transport;

import org.jspecify.annotations.NullMarked;
