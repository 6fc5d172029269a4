package org.gwanmun.xray.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BarcodeTest {
    /** The example worked through in the public description of S10: 47312482 gets the check digit 9. */
    @Test
    void theCheckDigitIsThatOfThePublishedExample() {
        assertThat(Barcode.of("RA", 47_312_482, "GB").text()).isEqualTo("RA473124829GB");
        assertThat(Barcode.read("ra 473 124 829 gb")).isEqualTo(new Barcode.Reading.Read(new Barcode("RA473124829GB")));
    }

    @Test
    void everySingleWrongDigitIsNoticed() {
        for (int serial = 0; serial < 99_999_999; serial += 1_234_567) {
            String right = Barcode.of("EE", serial, "KR").text();
            for (int place = 2; place < 11; place++) {
                for (char digit = '0'; digit <= '9'; digit++) {
                    if (digit == right.charAt(place)) {
                        continue;
                    }
                    String wrong = right.substring(0, place) + digit + right.substring(place + 1);
                    // 10 is written 0 and 11 is written 5, as a remainder of 1 or 6: such pairs are the code's own gap.
                    if (Barcode.read(wrong) instanceof Barcode.Reading.Read) {
                        assertThat(right.charAt(10)).as(right + " and " + wrong).isIn('0', '5');
                    }
                }
            }
        }
    }

    @Test
    void whatIsNoIdentifierIsKeptAsItWasReadButHarmless() {
        for (String wrong : List.of("RA473124828GB", "RA47312482GB", "4731248291234", "<script>", "RA473124829GBX")) {
            assertThat(Barcode.read(wrong)).as(wrong).isInstanceOf(Barcode.Reading.Wrong.class);
            assertThatThrownBy(() -> new Barcode(wrong)).hasMessageContaining("UPU S10");
        }
        assertThat(Barcode.read(" - ")).isEqualTo(new Barcode.Reading.Nothing());
        assertThat(Barcode.read("한글\u0000".repeat(100)))
                .isInstanceOfSatisfying(
                        Barcode.Reading.Wrong.class,
                        wrong -> assertThat(wrong.text()).hasSize(64).matches("\\?+"));
    }
}
