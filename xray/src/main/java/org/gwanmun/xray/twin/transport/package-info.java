/**
 * Monte Carlo transport of single photons, 1–200 keV: photoelectric absorption with K and L fluorescence, Compton scattering
 * by bound electrons, Rayleigh scattering. Electrons are not followed.
 *
 * <p>{@code InteractionTables} hold what materials do to photons; {@link
 * org.gwanmun.xray.twin.transport.StackTransport} follows photons through flat layers, {@link
 * org.gwanmun.xray.twin.transport.BodyTransport} through the shapes of a scene or the voxels of a volume; {@link
 * org.gwanmun.xray.twin.transport.TransportRun} shares histories out among threads; {@link
 * org.gwanmun.xray.twin.transport.Tally} counts what came out. Equations, sources and deviations: docs/physics/scatter.md.
 */
@NullMarked
package org.gwanmun.xray.twin.transport;

import org.jspecify.annotations.NullMarked;
