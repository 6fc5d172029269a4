package org.gwanmun.xray.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.scene.ParcelFile;
import org.gwanmun.xray.twin.TwinScanner;
import org.junit.jupiter.api.Test;

class LayerSeparationTest {
    private static final ScannerProfile PROFILE = ScannerProfile.named("mail-composite");
    private static final ViewMaps MAPS = maps("""
            gwanmun: parcel/1
            id: layers
            outer_mm: [260, 200, 80]
            wall: {material: cardboard, thickness_mm: 3}
            objects:
              - {name: sugar, shape: {box_mm: [120, 100, 30]}, at_mm: [-40, 0, 18], material: sucrose, density_g_cm3: 0.9}
              - {name: plate, shape: {box_mm: [110, 60, 8]}, at_mm: [40, 0, 60], material: aluminium}
              - {name: sheet, shape: {box_mm: [40, 40, 1]}, at_mm: [-70, 0, 60], material: iron}
            """);

    private static ViewMaps maps(String yaml) {
        ViewMaps maps = ImagingPipeline.forProfile(PROFILE)
                .process(new TwinScanner(PROFILE)
                        .scan(ParcelFile.parse("p.yaml", yaml.getBytes(StandardCharsets.UTF_8)), 1, Instant.EPOCH)
                        .raw())
                .views()
                .getFirst();
        return maps.cropped(maps.parcelWindow(10));
    }

    /** The layer of the region that lies at a place of the parcel (x, y). */
    private static LayerSeparation.Layer at(LayerSeparation.Layers layers, double x_mm, double y_mm) {
        int line = MAPS.lines() / 2 - (int) Math.round(x_mm / MAPS.linePitch_mm());
        int pixel = MAPS.pixels() / 2 + (int) Math.round(y_mm / MAPS.pixelPitch_mm());
        int region = layers.region()[line * MAPS.pixels() + pixel];
        return layers.layers().stream()
                .filter(layer -> layer.region() == region)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatLiesOverSomethingIsToldByWhatChangesAtItsEdge() {
        LayerSeparation.Layers layers = LayerSeparation.of(MAPS);
        LayerSeparation.Layer plateOverSugar = at(layers, 5, 0);
        assertThat(plateOverSugar.combinedZeff()).isLessThan(11.5);
        assertThat(plateOverSugar.zeff()).isCloseTo(13, within(1.0));
        assertThat(plateOverSugar.areal_g_cm2()).isCloseTo(0.8 * 2.699, within(0.3));
        LayerSeparation.Layer sheetOverSugar = at(layers, -70, 0);
        assertThat(sheetOverSugar.combinedZeff()).isLessThan(18);
        assertThat(sheetOverSugar.zeff()).isGreaterThan(21);
        LayerSeparation.Layer plateAlone = at(layers, 75, 0);
        assertThat(plateAlone.zeff()).isCloseTo(13, within(0.7));
    }

    @Test
    void aHomogeneousBlockIsOneRegion() {
        LayerSeparation.Layers layers = LayerSeparation.of(MAPS);
        int plate = layers.region()[(MAPS.lines() / 2 - 70) * MAPS.pixels() + MAPS.pixels() / 2];
        int same = 0;
        for (int line = MAPS.lines() / 2 - 85; line < MAPS.lines() / 2 - 40; line++) {
            for (int p = MAPS.pixels() / 2 - 20; p < MAPS.pixels() / 2 + 20; p++) {
                same += layers.region()[line * MAPS.pixels() + p] == plate ? 1 : 0;
            }
        }
        assertThat(same).isGreaterThan(45 * 40 * 97 / 100);
    }

    @Test
    void emptyBeltHasNoLayers() {
        ViewMaps empty = ViewMaps.blank("top", 60, 60, 1, 1);
        assertThat(LayerSeparation.of(empty).layers()).isEmpty();
    }
}
