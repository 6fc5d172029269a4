/** What the configuration file may say, and how it is refused. */
@NullMarked
package org.gwanmun.server.settings;

import org.jspecify.annotations.NullMarked;
