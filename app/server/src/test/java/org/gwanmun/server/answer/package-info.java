/** The shape of refusals. */
@NullMarked
package org.gwanmun.server.answer;

import org.jspecify.annotations.NullMarked;
