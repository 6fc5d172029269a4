/**
 * The server's end of the scanner link. {@link org.gwanmun.server.link.LinkServer} listens, {@code LaneSession} speaks with
 * one machine, {@link org.gwanmun.server.link.LaneIntake} turns what was cut from the belt into a stored parcel,
 * {@link org.gwanmun.server.link.ScanArchive} keeps its scan, and {@link org.gwanmun.server.link.Lanes} knows how each lane
 * is. What a parcel and a frame are is decided in {@code xray.lane}.
 */
@NullMarked
package org.gwanmun.server.link;

import org.jspecify.annotations.NullMarked;
