/**
 * Keeps what the lane and the audit chain must not forget, in a relational database through jOOQ.
 *
 * <p>Start at {@link org.gwanmun.store.GwanmunStore}: it opens a {@link org.gwanmun.store.Database}, the H2 files of a folder
 * or a PostgreSQL database, brings its tables up to date ({@code migration/V1__first.sql} and what follows), and offers the
 * ports of the rooms: {@code ReadingStore} of {@code xray.lane}, {@code AuditLog} and {@code AccountStore} of {@code core}.
 * The work is done by an account that may do to each table what {@code Rights} says, and to the audit chain nothing but read
 * it and add to it. Pictures and scans are files; the database knows their folder only. {@link org.gwanmun.store.backup}
 * keeps both together.
 */
@NullMarked
package org.gwanmun.store;

import org.jspecify.annotations.NullMarked;
