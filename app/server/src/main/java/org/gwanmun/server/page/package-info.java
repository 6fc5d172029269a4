/** The page itself: what comes at {@code /}. All other files of the page are served by Spring from {@code /static}. */
@NullMarked
package org.gwanmun.server.page;

import org.jspecify.annotations.NullMarked;
