package org.gwanmun.xray.twin;

import java.util.List;
import org.gwanmun.xray.machine.ScannerProfile;

/** A profile's machine without its imperfections, so that a test sees one effect at a time. */
public final class Ideal {
    private Ideal() {}

    /** No jitter, drift, focal spot, crosstalk, afterglow or dead pixels. */
    public static ScannerProfile of(ScannerProfile profile) {
        return bright(profile, 1);
    }

    /** The same with a tube so much stronger and counts per grey to match: noise falls, greys stay. */
    public static ScannerProfile bright(ScannerProfile profile, double times) {
        return new ScannerProfile(
                profile.name(),
                profile.nameKo(),
                profile.nameEn(),
                profile.tunnelWidth_mm(),
                profile.tunnelHeight_mm(),
                profile.beltSpeed_mm_s(),
                profile.belt(),
                new ScannerProfile.BeltJitter(0, 1),
                profile.views().stream().map(view -> of(view, times)).toList(),
                List.of());
    }

    private static ScannerProfile.View of(ScannerProfile.View view, double times) {
        ScannerProfile.Source s = view.source();
        ScannerProfile.Detector d = view.detector();
        return new ScannerProfile.View(
                view.name(),
                view.plane_x_mm(),
                view.linePitch_mm(),
                new ScannerProfile.Source(
                        s.kVp(),
                        s.current_mA() * times,
                        s.filter(),
                        s.airKerma_uGy_per_mAs_at_1m(),
                        s.y_mm(),
                        s.z_mm(),
                        0,
                        0,
                        new ScannerProfile.Drift(0, 0, 1)),
                new ScannerProfile.Detector(
                        d.y0_mm(),
                        d.z0_mm(),
                        d.y1_mm(),
                        d.z1_mm(),
                        d.pixels(),
                        d.active_mm(),
                        new ScannerProfile.Scintillator(d.low().layer(), 0, 0, 1),
                        d.filter(),
                        new ScannerProfile.Scintillator(d.high().layer(), 0, 0, 1),
                        d.gainSpread(),
                        d.electronicNoise_counts(),
                        d.pedestal_grey(),
                        d.countsPerGrey() * times,
                        0,
                        0,
                        0));
    }
}
