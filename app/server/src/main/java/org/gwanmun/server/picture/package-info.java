/**
 * Pictures of parcels as the browser gets them. {@link org.gwanmun.server.picture.ScanPictures} works them out of raw scans and
 * keeps the latest.
 */
@NullMarked
package org.gwanmun.server.picture;

import org.jspecify.annotations.NullMarked;
