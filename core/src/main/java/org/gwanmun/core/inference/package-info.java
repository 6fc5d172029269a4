/** The port through which rooms run neural networks; adapters implement it. */
@NullMarked
package org.gwanmun.core.inference;

import org.jspecify.annotations.NullMarked;
