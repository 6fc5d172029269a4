package org.gwanmun.xray.twin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gwanmun.core.raster.FloatRaster;
import org.gwanmun.xray.machine.Calibration;
import org.gwanmun.xray.machine.PencilBeam;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.Registration;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.scene.Parcel;
import org.gwanmun.xray.scene.Scene;
import org.gwanmun.xray.twin.scatter.FanScatter;
import org.gwanmun.xray.twin.scatter.PencilTwin;

/**
 * A scanner that exists only as a profile. The same profile, parcel, quality and seed give the same scan, on any number of
 * threads. Each view is a {@link ViewTwin}.
 */
public final class TwinScanner {
    private final ScannerProfile profile;
    private final List<ViewTwin> views = new ArrayList<>();
    private final List<PencilTwin> pencils = new ArrayList<>();
    private final boolean ideal;

    /** A twin of this machine whose flying spots are dark. */
    public TwinScanner(ScannerProfile profile) {
        this(profile, false);
    }

    /** A twin whose photons pass straight through or are gone: for what has a closed form. */
    public static TwinScanner ideal(ScannerProfile profile) {
        return new TwinScanner(profile, true);
    }

    private TwinScanner(ScannerProfile profile, boolean ideal) {
        this.profile = profile;
        this.ideal = ideal;
        for (int v = 0; v < profile.views().size(); v++) {
            views.add(new ViewTwin(profile, profile.views().get(v), v));
        }
    }

    /** A twin of this machine with its flying spots. */
    public static TwinScanner composite(ScannerProfile profile) {
        TwinScanner twin = new TwinScanner(profile);
        for (int p = 0; p < profile.pencils().size(); p++) {
            twin.pencils.add(new PencilTwin(profile, profile.pencils().get(p), p));
        }
        return twin;
    }

    /** Scans a parcel that lies in the middle of the belt, at desk quality. */
    public TwinScan scan(Parcel parcel, long seed, Instant started) {
        return scan(parcel, ScanQuality.DESK, seed, started);
    }

    /** Scans a parcel that lies in the middle of the belt. */
    public TwinScan scan(Parcel parcel, ScanQuality quality, long seed, Instant started) {
        return prepared(parcel, quality).scan(seed, started);
    }

    /** What can be worked out once for all scans of a parcel: its scatter pictures before photons are counted. */
    public Prepared prepared(Parcel parcel, ScanQuality quality) {
        return new Prepared(parcel, quality);
    }

    /** A parcel ready to be scanned again and again. Thread-safe. */
    public final class Prepared {
        private final Parcel parcel;
        private final ScanQuality quality;
        private final Scene scene;
        private final List<FanScatter> fans = new ArrayList<>();
        private final List<PencilTwin.Expected> expected = new ArrayList<>();

        private Prepared(Parcel parcel, ScanQuality quality) {
            this.parcel = parcel;
            this.quality = quality;
            scene = new Scene(parcel);
            double pitch_mm = profile.views().getFirst().linePitch_mm();
            double leading_mm = ViewTwin.leading_mm(scene.bounds(), pitch_mm);
            int lines = ViewTwin.lines(scene.bounds(), pitch_mm);
            if (!ideal) {
                views.forEach(view -> fans.add(view.scatter(scene, quality)));
            }
            for (PencilTwin pencil : pencils) {
                expected.add(pencil.expect(parcel, quality, leading_mm, lines * pitch_mm));
            }
        }

        /** Scans the parcel. */
        public TwinScan scan(long seed, Instant started) {
            List<RawScan.Channel> channels = new ArrayList<>();
            List<TwinScan.ViewTruth> truth = new ArrayList<>();
            for (int v = 0; v < views.size(); v++) {
                Optional<FanScatter> fan = ideal ? Optional.empty() : Optional.of(fans.get(v));
                views.get(v).scan(scene, fan, quality, seed, channels, truth);
            }
            List<TwinScan.ScatterTruth> scatter = new ArrayList<>();
            expected.forEach(it -> it.scan(seed, channels, scatter));
            RawScan raw = new RawScan(
                    parcel.id(),
                    profile.name(),
                    OptionalDouble.of(parcel.height_mm()),
                    started,
                    channels,
                    Optional.empty());
            return new TwinScan(parcel, raw, truth, scatter, onFirstView(parcel, channels, scatter));
        }
    }

    /** Truth of scatter on the raster of the first view, where inspections show it. */
    private List<TwinScan.ScatterTruth> onFirstView(
            Parcel parcel, List<RawScan.Channel> channels, List<TwinScan.ScatterTruth> scatter) {
        ScannerProfile.View view = profile.views().getFirst();
        RawScan.Channel first = channels.getFirst();
        List<TwinScan.ScatterTruth> laid = new ArrayList<>();
        for (TwinScan.ScatterTruth truth : scatter) {
            PencilBeam pencil = profile.pencils().stream()
                    .filter(p ->
                            p.heads().stream().anyMatch(head -> head.channel().equals(truth.channel())))
                    .findFirst()
                    .orElseThrow();
            RawScan.Channel channel = channels.stream()
                    .filter(c -> c.name().equals(truth.channel()))
                    .findFirst()
                    .orElseThrow();
            Registration registration = new Registration(profile, view, first, pencil, channel, parcel.height_mm() / 2);
            FloatRaster own = truth.lowDensityIndex();
            int lines = first.scan().height();
            laid.add(new TwinScan.ScatterTruth(
                    truth.channel(),
                    new FloatRaster(
                            registration.pixels(), lines, registration.onView(own.values(), own.height(), lines, 0))));
        }
        return laid;
    }

    /** Scans a step wedge in every view ({@link StepWedge}), a block behind a beam stop, and a block of polyethylene with every flying spot. */
    public Calibration calibrate(long seed, Instant made) {
        List<Calibration.ViewWedge> wedges = new ArrayList<>();
        for (int v = 0; v < views.size(); v++) {
            wedges.add(new StepWedge(profile.views().get(v), views.get(v).beam, 1000 + v)
                    .scan(seed)
                    .withStray(views.get(v).stray()));
        }
        List<Calibration.Block> blocks = new ArrayList<>();
        pencils.forEach(pencil -> blocks.addAll(pencil.blocks()));
        return new Calibration(profile.name(), made, wedges, blocks);
    }
}
