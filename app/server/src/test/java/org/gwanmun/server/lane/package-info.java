/** What comes to the desk from outside. */
@NullMarked
package org.gwanmun.server.lane;

import org.jspecify.annotations.NullMarked;
