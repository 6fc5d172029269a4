package org.gwanmun.xray.twin.scatter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PanelViewTest {
    @ParameterizedTest
    @CsvSource({
        "-150, 150, -350, 350, 300",
        "30, 330, -350, 350, -40",
        "-1, 1, -1, 1, 500",
        "100, 400, 20, 700, 5",
        "-5000, 5000, -5000, 5000, 1"
    })
    void theSolidAngleIsThatOfFourCorners(double x0, double x1, double y0, double y1, double height) {
        PanelView view = new PanelView();
        view.look(x0, x1, y0, y1, height);
        double expected =
                corner(x1, y1, height) - corner(x0, y1, height) - corner(x1, y0, height) + corner(x0, y0, height);
        assertThat(view.solid_sr).isBetween(expected * (1 - 1e-9) - 1e-12, expected * (1 + 1e-9) + 1e-12);
    }

    private static double corner(double a, double b, double height) {
        return Math.atan2(a * b, Math.abs(height) * Math.sqrt(a * a + b * b + height * height));
    }

    @ParameterizedTest
    @CsvSource({"-150, 150, -350, 350, 300", "30, 330, -350, 350, -40", "100, 400, 20, 700, 5"})
    void directionsAreUniformOverIt(double x0, double x1, double y0, double y1, double height) {
        PanelView view = new PanelView();
        view.look(x0, x1, y0, y1, height);
        double all = view.solid_sr;
        double splitX = x0 + 0.3 * (x1 - x0);
        double splitY = y0 + 0.6 * (y1 - y0);
        PanelView part = new PanelView();
        part.look(x0, splitX, y0, splitY, height);
        double expected = part.solid_sr / all;
        SplittableRandom random = new SplittableRandom(4);
        int draws = 100_000;
        int inside = 0;
        for (int i = 0; i < draws; i++) {
            view.sample(random.nextDouble(), random.nextDouble());
            double x = view.dx * view.far_mm;
            double y = view.dy * view.far_mm;
            assertThat(view.dz * view.far_mm).isBetween(height - 1e-6, height + 1e-6);
            assertThat(x).isBetween(x0 - 1e-6, x1 + 1e-6);
            assertThat(y).isBetween(y0 - 1e-6, y1 + 1e-6);
            inside += x < splitX && y < splitY ? 1 : 0;
        }
        double sigma = Math.sqrt(expected * (1 - expected) / draws);
        assertThat((double) inside / draws).isBetween(expected - 4 * sigma, expected + 4 * sigma);
    }

    @Test
    void nothingIsSeenOfAPanelAtOnesOwnHeightOrBehindClosedSepta() {
        PanelView view = new PanelView();
        view.look(-10, 10, -10, 10, 0);
        assertThat(view.solid_sr).isZero();
        view.look(-10, 10, 5, -5, 100);
        assertThat(view.solid_sr).isZero();
    }
}
