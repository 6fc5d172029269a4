/** The audit chain as an auditor reads it. The chain itself is {@code core.audit}; nothing here can write to it. */
@NullMarked
package org.gwanmun.server.audit;

import org.jspecify.annotations.NullMarked;
