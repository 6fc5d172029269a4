/**
 * The demonstration: a digital twin stands where the machine would. {@link org.gwanmun.server.demo.DemoLane} takes the next
 * of the {@link org.gwanmun.server.demo.ExampleParcels}, lets the twin scan it into a raw scan folder, and from there on does
 * what a real scanner link does: read the folder, inspect it, deliver the parcel to the lane. The only package of the
 * server that uses {@code xray.twin}.
 */
@NullMarked
package org.gwanmun.server.demo;

import org.jspecify.annotations.NullMarked;
