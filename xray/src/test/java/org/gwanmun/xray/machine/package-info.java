/** A scanner's files, honest and hostile. */
@NullMarked
package org.gwanmun.xray.machine;

import org.jspecify.annotations.NullMarked;
