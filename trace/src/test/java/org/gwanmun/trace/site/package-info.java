@NullMarked
package org.gwanmun.trace.site;

import org.jspecify.annotations.NullMarked;
