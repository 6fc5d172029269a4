package org.gwanmun.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gwanmun.core.message.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MotFileTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void rowsAreSortedByFrameAndKeepTheirOrderWithin() throws IOException {
        MotRows rows = MotFile.detections(file("3,-1,1,2,3,4,0.5\n1,-1,5,6,7,8,0.25,-1,-1,-1\n3,-1,9,9,9,9,1\n"));
        assertThat(rows.size()).isEqualTo(3);
        assertThat(rows.frame()[0]).isEqualTo(1);
        assertThat(rows.x()[1]).isEqualTo(1);
        assertThat(rows.x()[2]).isEqualTo(9);
        assertThat(rows.score()[0]).isEqualTo(0.25f);
    }

    @Test
    void blanksTabsReturnsExponentsAndEmptyLinesAreRead() throws IOException {
        MotRows rows = MotFile.tracks(file("1 4\t-1.5  2 30.25 40\r\n\r\n2, 4, 1e1, +2.0, 3, 4,1,\n"));
        assertThat(rows.size()).isEqualTo(2);
        assertThat(rows.x()[0]).isEqualTo(-1.5);
        assertThat(rows.x()[1]).isEqualTo(10);
    }

    @Test
    void columnsAfterTheTenthAreAnEmbedding() throws IOException {
        MotRows rows = MotFile.detections(file("1,-1,1,2,3,4,0.5,-1,-1,-1,0.6,0.8\n1,-1,1,2,3,4,0.5,-1,-1,-1,1,0\n"));
        assertThat(rows.dimension()).isEqualTo(2);
        assertThat(rows.embedding()[1]).isCloseTo(0.8f, within(1e-6f));
        assertThat(rows.embedding()[2]).isEqualTo(1);
    }

    @Test
    void numbersAreReadAsTheLibraryReadsThem() throws IOException {
        for (String number :
                new String[] {"0.1", "1691.97", "381.048", "-0.000123", "123456789.25", "1.7976931348623157e300"}) {
            MotRows rows = MotFile.detections(file("1,-1," + number + ",0,1,1\n"));
            assertThat(rows.x()[0]).isEqualTo(Double.parseDouble(number));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,1,NaN,2,3,4|line 1, column 3",
                "1,1,inf,2,3,4|column 3",
                "1,1,1,2,-3,4|negative size",
                "0,1,1,2,3,4|frame 0",
                "1.5,1,1,2,3,4|frame 1.5",
                "1,1.5,1,2,3,4|id 1.5",
                "1,1,1,2,3|5 columns",
                "1,,1,2,3,4|column 2",
                "1,1,1;x,2,3,4|column 4",
                "1,1,1,2,3,4f|column 6",
                "999999999,1,1,2,3,4|frame"
            })
    void whatMakesNoSenseIsRefusedWithItsPlace(String line, String said) throws IOException {
        Path file = file(line + "\n");
        assertThatThrownBy(() -> MotFile.tracks(file))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(said);
    }

    @Test
    void anIdentityTwiceInAFrameIsRefusedInTracksOnly() throws IOException {
        Path file = file("1,5,1,2,3,4\n2,5,1,2,3,4\n1,5,9,9,9,9\n");
        assertThatThrownBy(() -> MotFile.tracks(file)).hasMessageContaining("identity 5 has two boxes in frame 1");
        assertThat(MotFile.detections(file).size()).isEqualTo(3);
    }

    @Test
    void embeddingsOfTwoLengthsAreRefused() throws IOException {
        Path file = file("1,-1,1,2,3,4,0.5,-1,-1,-1,0.6,0.8\n1,-1,1,2,3,4,0.5,-1,-1,-1,1\n");
        assertThatThrownBy(() -> MotFile.detections(file)).hasMessageContaining("line 2");
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Path file = folder.resolve("out.txt");
        try (MotFile.Writer writer = new MotFile.Writer(file)) {
            writer.write(3, 12, -0.005, 100.25, 20.5, 40.75, 0.5);
        }
        assertThat(Files.readString(file)).isEqualTo("3,12,0.00,100.25,20.50,40.75,0.5,-1,-1,-1\n");
        assertThat(MotFile.tracks(file).y()[0]).isEqualTo(100.25);
    }

    @Test
    void aMissingFileIsSaid() {
        assertThatThrownBy(() -> MotFile.tracks(folder.resolve("none.txt"))).hasMessageContaining("no such file");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("rows.txt"), text);
    }
}
