/**
 * Commands that keep what must not be lost, and that show whether it was tampered with: {@code backup}, {@code restore},
 * {@code audit verify}, {@code audit export}. Start at {@link org.gwanmun.server.keep.AuditCommand} or {@link
 * org.gwanmun.server.keep.BackupCommand}; where data lie they are told by {@link org.gwanmun.server.keep.Places}.
 */
@NullMarked
package org.gwanmun.server.keep;

import org.jspecify.annotations.NullMarked;
