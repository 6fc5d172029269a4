/**
 * Where a site's cameras look: named zones of a picture ({@link org.gwanmun.trace.site.Zone}) and the floor plan under it ({@link
 * org.gwanmun.trace.site.PlanFit}, {@link org.gwanmun.trace.site.GroundPlane}).
 */
@NullMarked
package org.gwanmun.trace.site;

import org.jspecify.annotations.NullMarked;
