/**
 * The reading desk over HTTP: {@code ParcelController} lists parcels, gives their pictures and takes verdicts,
 * {@code EventController} tells every open desk what happens through an {@link org.gwanmun.server.lane.EventHub}, and
 * {@link org.gwanmun.server.picture.ScanPictures} works the pictures out of the raw scan folders on disk. What a verdict
 * means is decided in {@code xray.lane}, not here.
 */
@NullMarked
package org.gwanmun.server.lane;

import org.jspecify.annotations.NullMarked;
