package org.gwanmun.xray.imaging;

import java.util.*;
import org.gwanmun.xray.machine.*;
import org.gwanmun.xray.scene.*;
import org.gwanmun.xray.twin.*;
import org.junit.jupiter.api.Test;

class TmpLayTest {
    @Test
    void show() throws Exception {
        String yaml = """
            gwanmun: parcel/1
            id: layers
            outer_mm: [260, 200, 80]
            wall: {material: cardboard, thickness_mm: 3}
            objects:
              - {name: sugar, shape: {box_mm: [120, 100, 30]}, at_mm: [-40, 0, 18], material: sucrose, density_g_cm3: 0.9}
              - {name: plate, shape: {box_mm: [110, 60, 8]}, at_mm: [40, 0, 60], material: aluminium}
              - {name: sheet, shape: {box_mm: [40, 40, 1]}, at_mm: [-70, 0, 60], material: iron}
            """;
        ScannerProfile p = ScannerProfile.named("mail-composite");
        StringBuilder s = new StringBuilder();
        for (int k = 0; k < 3; k++) {
            RawScan raw = (k < 2 ? TwinScanner.ideal(p) : new TwinScanner(p))
                    .scan(
                            ParcelFile.parse("p.yaml", yaml.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                            1,
                            java.time.Instant.EPOCH)
                    .raw();
            if (k == 0)
                raw = new RawScan(
                        raw.id(),
                        raw.scanner(),
                        raw.height_mm(),
                        raw.started(),
                        raw.channels(),
                        Calibration.shipped("mail-composite").map(Calibration::withoutStrayLight));
            ViewMaps m = ImagingPipeline.forProfile(p).process(raw).views().getFirst();
            m = m.cropped(m.parcelWindow(10));
            var l = LayerSeparation.of(m);
            s.append(k + " regions " + Arrays.stream(l.region()).max().getAsInt() + " layers "
                    + l.layers().size() + "\n");
            int at = (m.lines() / 2 - 70) * m.pixels() + m.pixels() / 2;
            double a = 0, z = 0;
            for (int i = -15; i < 15; i++) {
                a += m.arealDensity_g_cm2()[at + i * m.pixels()] / 30;
                z += m.zeff()[at + i * m.pixels()] / 30;
            }
            s.append(a + " " + z + "\n");
            for (int line = 0; line < m.lines(); line += 12) {
                for (int q = 0; q < m.pixels(); q += 5)
                    s.append((char) ('A' + Math.floorMod(l.region()[line * m.pixels() + q], 26)));
                s.append('\n');
            }
        }
        java.nio.file.Files.writeString(java.nio.file.Path.of("/tmp/x/lay.txt"), s.toString());
    }
}
