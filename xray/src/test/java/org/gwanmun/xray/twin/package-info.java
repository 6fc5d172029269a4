/** The twin against physics computed another way. */
@NullMarked
package org.gwanmun.xray.twin;

import org.jspecify.annotations.NullMarked;
