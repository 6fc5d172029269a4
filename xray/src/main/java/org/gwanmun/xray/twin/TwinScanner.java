package org.gwanmun.xray.twin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gwanmun.xray.machine.Calibration;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.scene.Parcel;
import org.gwanmun.xray.scene.Scene;

/**
 * A scanner that exists only as a profile. The same profile, parcel, quality and seed give the same scan, on any number of
 * threads. Each view is a {@link ViewTwin}.
 */
public final class TwinScanner {
    private final ScannerProfile profile;
    private final List<ViewTwin> views = new ArrayList<>();

    /** A twin of this machine. */
    public TwinScanner(ScannerProfile profile) {
        this.profile = profile;
        for (int v = 0; v < profile.views().size(); v++) {
            views.add(new ViewTwin(profile, profile.views().get(v), v));
        }
    }

    /** Scans a parcel that lies in the middle of the belt, at desk quality. */
    public TwinScan scan(Parcel parcel, long seed, Instant started) {
        return scan(parcel, ScanQuality.DESK, seed, started);
    }

    /** Scans a parcel that lies in the middle of the belt. */
    public TwinScan scan(Parcel parcel, ScanQuality quality, long seed, Instant started) {
        Scene scene = new Scene(parcel);
        List<RawScan.Channel> channels = new ArrayList<>();
        List<TwinScan.ViewTruth> truth = new ArrayList<>();
        for (ViewTwin view : views) {
            view.scan(scene, quality, seed, channels, truth);
        }
        RawScan raw = new RawScan(
                parcel.id(),
                profile.name(),
                OptionalDouble.of(parcel.height_mm()),
                started,
                channels,
                Optional.empty());
        return new TwinScan(parcel, raw, truth);
    }

    /** Scans a step wedge in every view ({@link StepWedge}). */
    public Calibration calibrate(long seed, Instant made) {
        List<Calibration.ViewWedge> wedges = new ArrayList<>();
        for (int v = 0; v < views.size(); v++) {
            wedges.add(new StepWedge(profile.views().get(v), views.get(v).beam, 1000 + v).scan(seed));
        }
        return new Calibration(profile.name(), made, wedges);
    }
}
