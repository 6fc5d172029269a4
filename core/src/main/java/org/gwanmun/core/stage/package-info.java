/** The shape of everything that works on a stream: a {@link org.gwanmun.core.stage.StreamStage}. */
@NullMarked
package org.gwanmun.core.stage;

import org.jspecify.annotations.NullMarked;
