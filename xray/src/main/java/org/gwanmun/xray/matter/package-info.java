/**
 * What things are made of and how photons see it: {@link org.gwanmun.xray.matter.Composition} (mass fractions of
 * elements), {@link org.gwanmun.xray.matter.Material} (named, with a density), {@link
 * org.gwanmun.xray.matter.MaterialCatalogue} (the named ones, Korean and English), {@link
 * org.gwanmun.xray.matter.CrossSections} and {@link org.gwanmun.xray.matter.TungstenTube}. Cross sections come from
 * xraylib (T. Schoonjans et al., Spectrochim. Acta B 66 (2011) 776, doi:10.1016/j.sab.2011.09.011).
 */
@NullMarked
package org.gwanmun.xray.matter;

import org.jspecify.annotations.NullMarked;
