/**
 * Scatter pictures of the twin. A pencil of X-rays goes through the exact shapes of the parcel ({@code PencilPath}); at every
 * step some photons are scattered towards the panels of the heads ({@code ScatterTable}, {@code HeadOptics}), and lose what lies
 * on their way out: single scatter, without chance. What is scattered more than once is smooth over the picture and is followed
 * by the Monte Carlo of {@link org.gwanmun.xray.twin.transport} on a coarse raster with forced detection ({@code
 * MultipleScatter}). {@link org.gwanmun.xray.twin.scatter.PencilTwin} makes counts of both.
 */
@NullMarked
package org.gwanmun.xray.twin.scatter;

import org.jspecify.annotations.NullMarked;
