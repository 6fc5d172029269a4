/** The scanner link against machines that behave and machines that do not. */
@NullMarked
package org.gwanmun.server.link;

import org.jspecify.annotations.NullMarked;
