/**
 * From a camera to boxes of people: pictures ({@link org.gwanmun.trace.vision.Footage}), who is in them ({@link
 * org.gwanmun.trace.vision.PersonDetector}) and what they look like.
 */
@NullMarked
package org.gwanmun.trace.vision;

import org.jspecify.annotations.NullMarked;
