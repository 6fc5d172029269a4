/**
 * Keeps database and files together in one zip, and puts them back.
 *
 * <p>Start at {@link org.gwanmun.store.backup.Backup}, which writes while the suite runs, and {@link
 * org.gwanmun.store.backup.Restore}, which reads only what it has verified. What a table looks like is read from the
 * database itself ({@code TableShape}), so a new table needs no line here. The parts of a zip and their checksums stand in
 * its {@code Manifest}. A backup made from one database restores into the other.
 */
@NullMarked
package org.gwanmun.store.backup;

import org.jspecify.annotations.NullMarked;
