/**
 * Keeps what the lane and the audit chain must not forget, in a relational database through jOOQ.
 *
 * <p>Start at {@link org.gwanmun.store.GwanmunStore}: it opens an H2 file database in a folder, brings its tables up to
 * date ({@code migration/V1__first.sql} and what follows), and offers the ports of the rooms: {@code ReadingStore} of
 * {@code xray.lane} {@code AuditLog} of {@code core.audit} and {@code AccountStore} of {@code core.access}. The work is done by an account that may insert into and
 * read the audit table, but neither change nor delete its rows. Pictures and scans are files; the database knows their
 * folder only.
 */
@NullMarked
package org.gwanmun.store;

import org.jspecify.annotations.NullMarked;
