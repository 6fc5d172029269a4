/**
 * Image quality as the field measures it: a test object after the parts of ASTM F792, found in a picture and scored, and the
 * history of daily checks. Knows a machine by its pictures alone; the twin's and a real one's are scored alike.
 */
@NullMarked
package org.gwanmun.xray.imaging.quality;

import org.jspecify.annotations.NullMarked;
