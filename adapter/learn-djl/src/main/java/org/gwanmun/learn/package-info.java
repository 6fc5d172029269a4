/** Training of the suite's own networks: a process of its own, never on the server's class path. */
@NullMarked
package org.gwanmun.learn;

import org.jspecify.annotations.NullMarked;
