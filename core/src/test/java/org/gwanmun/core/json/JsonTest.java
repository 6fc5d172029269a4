package org.gwanmun.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gwanmun.core.document.DocumentReader;
import org.gwanmun.core.document.Entry;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void whatIsWrittenIsReadBack() {
        String text = Json.text(Json.object(
                "name",
                "따옴표 \" 줄\n바꿈 \\ \u0001",
                "none",
                null,
                "nan",
                Double.NaN,
                "n",
                2.0,
                "x",
                1e-7,
                "list",
                List.of(1, 2),
                "objects",
                List.of(Json.object("a", true)),
                "empty",
                List.of()));
        Entry read = DocumentReader.parse("j", text.getBytes(StandardCharsets.UTF_8));
        assertThat(read.find("name").orElseThrow().text()).isEqualTo("따옴표 \" 줄\n바꿈 \\ \u0001");
        assertThat(read.find("none")).isEmpty();
        assertThat(read.find("nan")).isEmpty();
        assertThat(text).contains("\"n\": 2,").contains("\"list\": [1, 2]");
        assertThat(read.find("x").orElseThrow().number(0, 1)).isEqualTo(1e-7);
    }
}
