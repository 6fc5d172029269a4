/** What the lane promises, tried on a store in memory; the same promises are tried on databases beside their adapter. */
@NullMarked
package org.gwanmun.xray.lane.link;

import org.jspecify.annotations.NullMarked;
