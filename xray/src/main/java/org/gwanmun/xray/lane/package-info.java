/**
 * The lane: parcels arrive from a scanner, wait in a queue, and an officer gives each exactly one verdict.
 *
 * <p>Start at {@link org.gwanmun.xray.lane.ReadingDesk}, which is what a desk talks to. It keeps what it knows behind the
 * port {@link org.gwanmun.xray.lane.ReadingStore}, whose promise is the heart of this room: a verdict is stored once and
 * never replaced, in one transaction with its audit entry, and is durable before anybody is told that it was given. A
 * {@link org.gwanmun.xray.lane.LaneParcel} holds what the desk needs at once; the pictures themselves stay in the raw scan
 * folder it names. This room cannot tell a digital twin from a real machine: it never uses {@code xray.twin}.
 */
@NullMarked
package org.gwanmun.xray.lane;

import org.jspecify.annotations.NullMarked;
