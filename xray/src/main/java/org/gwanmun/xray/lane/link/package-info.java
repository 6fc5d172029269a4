/**
 * The scanner link: how a machine hands its lines over while the belt runs, and how they become parcels.
 *
 * <p>A machine speaks {@link org.gwanmun.xray.lane.link.LinkFrame}s, written by {@link org.gwanmun.xray.lane.link.LinkCodec}
 * over any stream of bytes, after both sides have proved with {@link org.gwanmun.xray.lane.link.LinkSecret} that they hold
 * the lane's key. {@link org.gwanmun.xray.lane.link.LaneReceiver} gathers lines; {@link
 * org.gwanmun.xray.lane.link.BeltCutter}, a stage, decides where a parcel begins and ends: it splits those that touch and
 * joins those that seem to be in pieces. What is cut is a raw scan like any other.
 *
 * <p>Places on the belt are millimetres from where the lane's counter began. The counter belongs to the machine and outlives
 * both programs, so a place names a parcel for good: a machine that sends a stretch of belt again does nothing twice.
 */
@NullMarked
package org.gwanmun.xray.lane.link;

import org.jspecify.annotations.NullMarked;
