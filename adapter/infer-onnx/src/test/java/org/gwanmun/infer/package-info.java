@NullMarked
package org.gwanmun.infer;

import org.jspecify.annotations.NullMarked;
