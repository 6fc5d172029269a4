/**
 * Stopwatches for the kernels: rays through a {@link org.gwanmun.xray.scene.Scene}, a scan of the twin, the imaging
 * pipeline. They say how fast; whether the answer is right is for the tests.
 */
@NullMarked
package org.gwanmun.bench;

import org.jspecify.annotations.NullMarked;
