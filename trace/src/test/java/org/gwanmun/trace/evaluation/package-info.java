@NullMarked
package org.gwanmun.trace.evaluation;

import org.jspecify.annotations.NullMarked;
