/**
 * The request log: one line of JSON for each request, one file a day, nothing in it that tells who a person or a sender is.
 * Start at {@link org.gwanmun.server.log.RequestLog}.
 */
@NullMarked
package org.gwanmun.server.log;

import org.jspecify.annotations.NullMarked;
