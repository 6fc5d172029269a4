/** Broken on purpose: the architecture test must complain of this package. */
@NullMarked
package org.gwanmun.test.architecture.broken.xray.matter;

import org.jspecify.annotations.NullMarked;
