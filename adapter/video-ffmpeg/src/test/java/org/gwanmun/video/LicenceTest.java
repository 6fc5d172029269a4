package org.gwanmun.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avformat.avformat_configuration;
import static org.bytedeco.ffmpeg.global.avformat.avformat_license;

import org.junit.jupiter.api.Test;

class LicenceTest {
    @Test
    void theLibraryIsTheOneWithoutGpl() {
        assertThat(avformat_license().getString()).isEqualTo("LGPL version 3 or later");
        assertThat(avformat_configuration().getString()).doesNotContain("--enable-gpl", "--enable-nonfree");
    }
}
