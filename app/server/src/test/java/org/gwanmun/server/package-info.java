/** The server tried from outside: a whole one is started, and spoken to over HTTP as a browser would. */
@NullMarked
package org.gwanmun.server;

import org.jspecify.annotations.NullMarked;
