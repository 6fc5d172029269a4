package org.gwanmun.server.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.xray.imaging.CompositeMaps;
import org.gwanmun.xray.imaging.ImagingPipeline;
import org.gwanmun.xray.imaging.Inspection;
import org.gwanmun.xray.imaging.PlainAttenuation;
import org.gwanmun.xray.imaging.ViewMaps;
import org.gwanmun.xray.imaging.ZeffForDisplay;
import org.gwanmun.xray.lane.LaneParcel;
import org.gwanmun.xray.machine.Calibration;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.RawScanFolder;
import org.gwanmun.xray.machine.ScannerProfile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pictures of parcels, worked out from the raw scan folders on disk; the latest are kept. Thread-safe.
 *
 * <p>The bytes of a picture are little-endian float32, row-major, maps of lines × pixels one after the other, six or nine: attenuation
 * in [0, 12]; zeff in [4, 40], steadied for the eye, or 0 where it cannot be known; attenuation at high energy in [0, 12];
 * areal density in g/cm², signed, or NaN where it cannot be known; standard deviations of zeff and of areal density, NaN
 * where they cannot be known; and where the machine has scatter pictures, the low-density indices as measured {@code back_top},
 * {@code back_bottom}, {@code forward} on the same raster, NaN where they cannot be known.
 */
public final class ScanPictures {
    private static final Logger LOG = LoggerFactory.getLogger(ScanPictures.class);
    private static final int KEPT_PARCELS = 48;
    private static final double MARGIN_MM = 20;
    private static final int MAPS = 6;
    private static final List<String> SCATTER = List.of("back_top", "back_bottom", "forward");
    private static final float LOWEST_ZEFF = 4;
    private static final float HIGHEST_ZEFF = 40;

    private final Path root;
    private final Map<String, ImagingPipeline> pipelines = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Picture>> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<String, Picture>> eldest) {
            return size() > KEPT_PARCELS;
        }
    };

    /** Pictures of scans whose folders are relative to {@code root}. */
    public ScanPictures(Path root) {
        this.root = root;
    }

    /** What the browser gets: the bytes, and a tag that changes with them. */
    public static final class Picture {
        private final byte[] bytes;
        private final String etag;

        private Picture(byte[] bytes) {
            this.bytes = bytes;
            this.etag = '"' + sha256(bytes).substring(0, 32) + '"';
        }

        /** The maps. */
        public byte[] bytes() {
            return bytes;
        }

        /** Another for other bytes. */
        public String etag() {
            return etag;
        }
    }

    /**
     * What can be seen of a scan.
     *
     * @param inspection cut to the parcel
     * @param materials whether materials could be told; if not, it shows attenuation alone
     */
    public record Seen(Inspection inspection, boolean materials) {}

    /** Works a scan's views out and cuts them to the parcel. A scan that the pipeline refuses is shown as attenuation. */
    public Seen see(RawScan scan) {
        Seen whole = seeWhole(scan);
        return new Seen(whole.inspection().croppedToParcel(MARGIN_MM), whole.materials());
    }

    /** The same over the whole width of the belt, for pictures that still grow. */
    public Seen seeWhole(RawScan scan) {
        try {
            Inspection inspection = pipeline(scan.scanner()).process(scan);
            return new Seen(inspection, Calibration.shipped(scan.scanner()).isPresent());
        } catch (Refusal refused) {
            LOG.warn("Scan {} is shown without materials: {}", scan.id(), refused.getMessage());
            return new Seen(PlainAttenuation.of(scan), false);
        }
    }

    private ImagingPipeline pipeline(String scanner) {
        return pipelines.computeIfAbsent(scanner, name -> ImagingPipeline.forProfile(ScannerProfile.named(name)));
    }

    /**
     * Reads a raw scan folder, sends it through the imaging pipeline of its scanner, and cuts the views to the parcel.
     *
     * @throws Refusal if the folder is not a whole raw scan
     */
    public Inspection inspect(String scanFolder) {
        return see(RawScanFolder.read(root.resolve(scanFolder))).inspection();
    }

    /** Keeps the pictures of a parcel that was inspected just now, since somebody will want to see them at once. */
    public void keep(String parcelId, Inspection inspection) {
        Map<String, Picture> pictures = pictures(inspection);
        synchronized (kept) {
            kept.put(parcelId, pictures);
        }
    }

    /** The picture of a view, if the scan of the parcel can still be read. */
    public Optional<Picture> findPicture(LaneParcel parcel, String view) {
        Map<String, Picture> pictures;
        synchronized (kept) {
            pictures = kept.getOrDefault(parcel.id(), Map.of());
        }
        if (pictures.isEmpty()) {
            try {
                Inspection inspection = inspect(parcel.scanFolder());
                keep(parcel.id(), inspection);
                pictures = pictures(inspection);
            } catch (Refusal unreadable) {
                LOG.warn("The scan of parcel {} cannot be read: {}", parcel.id(), unreadable.getMessage());
                return Optional.empty();
            }
        }
        return Optional.ofNullable(pictures.get(view));
    }

    private static Map<String, Picture> pictures(Inspection inspection) {
        Map<String, Picture> pictures = new HashMap<>();
        for (ViewMaps maps : inspection.views()) {
            Optional<CompositeMaps> composite =
                    inspection.composite().filter(it -> it.view().equals(maps.view()));
            pictures.put(maps.view(), new Picture(bytes(ZeffForDisplay.steadied(maps), composite)));
        }
        return Map.copyOf(pictures);
    }

    /** The bytes of a view's maps without scatter. */
    public static byte[] bytes(ViewMaps maps) {
        return bytes(maps, Optional.empty());
    }

    /** The same with the scatter pictures on its raster. */
    public static byte[] bytes(ViewMaps maps, Optional<CompositeMaps> composite) {
        int samples = maps.lines() * maps.pixels();
        int count = composite.isPresent() ? MAPS + SCATTER.size() : MAPS;
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * count * samples).order(ByteOrder.LITTLE_ENDIAN);
        putAttenuation(maps.attenuation(), bytes);
        for (float z : maps.zeff()) {
            bytes.putFloat(Float.isNaN(z) ? 0 : Math.clamp(z, LOWEST_ZEFF, HIGHEST_ZEFF));
        }
        putAttenuation(maps.attenuationHigh(), bytes);
        for (float[] map : new float[][] {maps.arealDensity_g_cm2(), maps.zeffSigma(), maps.arealSigma_g_cm2()}) {
            for (float value : map) {
                bytes.putFloat(value);
            }
        }
        composite.ifPresent(it -> {
            for (String head : SCATTER) {
                Optional<CompositeMaps.Channel> channel = it.channel(head);
                for (int at = 0; at < samples; at++) {
                    bytes.putFloat(channel.isPresent() ? channel.get().measured()[at] : Float.NaN);
                }
            }
        });
        return bytes.array();
    }

    private static void putAttenuation(float[] attenuation, ByteBuffer bytes) {
        for (float a : attenuation) {
            bytes.putFloat(Float.isNaN(a) ? ViewMaps.OPAQUE : Math.clamp(a, 0, ViewMaps.OPAQUE));
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must offer SHA-256, this one does not.", e);
        }
    }
}
