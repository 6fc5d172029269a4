@NullMarked
package org.gwanmun.learn;

import org.jspecify.annotations.NullMarked;
