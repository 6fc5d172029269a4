/**
 * A scanner as data: its {@link org.gwanmun.xray.machine.ScannerProfile} (geometry, tube, detectors; one YAML resource a
 * machine), its {@link org.gwanmun.xray.machine.Calibration} (what a step wedge looked like to it), and the {@link
 * org.gwanmun.xray.machine.RawScan} it hands over, as a folder of 16-bit pictures. A new machine is a profile, not a fork.
 */
@NullMarked
package org.gwanmun.xray.machine;

import org.jspecify.annotations.NullMarked;
