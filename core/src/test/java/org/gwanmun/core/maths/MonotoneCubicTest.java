package org.gwanmun.core.maths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MonotoneCubicTest {
    @Property(tries = 300)
    void increasingPointsMakeAnIncreasingCurveThroughThem(
            @ForAll @Size(8) List<@DoubleRange(min = 0.01, max = 100) Double> steps) {
        double[] x = new double[8];
        double[] y = new double[8];
        for (int i = 1; i < 8; i++) {
            x[i] = x[i - 1] + steps.get(i);
            y[i] = y[i - 1] + steps.get(8 - i);
        }
        MonotoneCubic curve = new MonotoneCubic(x, y);
        double before = curve.value(x[0]);
        for (int i = 0; i < 8; i++) {
            assertThat(curve.value(x[i])).isCloseTo(y[i], org.assertj.core.data.Offset.offset(1e-9 * (1 + y[i])));
        }
        for (int i = 1; i <= 500; i++) {
            double value = curve.value(x[0] + (x[7] - x[0]) * i / 500);
            assertThat(value).isGreaterThanOrEqualTo(before - 1e-9);
            before = value;
        }
    }

    @Test
    void pointsThatMakeNoCurveAreRefused() {
        assertThatThrownBy(() -> new MonotoneCubic(new double[] {1}, new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MonotoneCubic(new double[] {1, 1}, new double[] {1, 2}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
