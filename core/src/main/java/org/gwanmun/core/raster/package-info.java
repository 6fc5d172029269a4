/**
 * Rasters and their files: {@link org.gwanmun.core.raster.GreyImage} (8/16-bit PNG and TIFF, as scanners hand them over)
 * and {@link org.gwanmun.core.raster.FloatRaster} (maps, as uncompressed 32-bit TIFF). Sizes are checked against limits
 * from the file's header, before a pixel is allocated.
 */
@NullMarked
package org.gwanmun.core.raster;

import org.jspecify.annotations.NullMarked;
