/** Shares and their intervals. Start at {@link org.gwanmun.core.statistics.Share}. */
@NullMarked
package org.gwanmun.core.statistics;

import org.jspecify.annotations.NullMarked;
