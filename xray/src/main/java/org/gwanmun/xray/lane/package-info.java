/**
 * The lane: parcels come out of a scanner, wait in a queue, an officer gives each its verdict, a diverter acts on it, and
 * what is opened is recorded.
 *
 * <p>Start at {@link org.gwanmun.xray.lane.ReadingDesk}, which is what a reading room talks to. How a parcel's reading may
 * go on is {@code ReadingRules}, pure and in one place. What is known is kept behind the port
 * {@link org.gwanmun.xray.lane.ReadingStore}, whose promise is the heart of this room: each step is taken once, with
 * everybody else kept away, in one transaction with its audit entry, and is durable before anybody is told of it. A
 * {@link org.gwanmun.xray.lane.LaneParcel} holds what the desk needs at once; the pictures themselves stay in the raw scan
 * folder it names. This room cannot tell a digital twin from a real machine: it never uses {@code xray.twin}.
 */
@NullMarked
package org.gwanmun.xray.lane;

import org.jspecify.annotations.NullMarked;
