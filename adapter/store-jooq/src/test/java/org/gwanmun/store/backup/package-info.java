/** Backup and restore, tried by deleting everything, on both databases and from one to the other. */
@NullMarked
package org.gwanmun.store.backup;

import org.jspecify.annotations.NullMarked;
