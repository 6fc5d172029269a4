package org.gwanmun.video;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gwanmun.trace.vision.Footage;
import org.gwanmun.trace.vision.LiveFootage;

/**
 * A network camera by RTSP, over TCP only: nothing is received but what the connection we made brings, also through
 * firewalls.
 */
final class RtspCamera {
    /** FFmpeg gives up a socket that is silent for so long; the watch over the camera is quicker. */
    private static final long SOCKET_TIMEOUT_US = 15_000_000;

    private static final Pattern LOGIN = Pattern.compile("^([^/]*//)[^/]*@");

    private RtspCamera() {}

    static LiveFootage watch(String url, VideoSettings settings, LiveFootage.Pace pace) {
        return new LiveFootage(shown(url), heard -> connect(url, settings, heard), pace);
    }

    /** Without the name and password in it. */
    static String shown(String url) {
        Matcher login = LOGIN.matcher(url);
        return login.find() ? login.group(1) + url.substring(login.end()) : url;
    }

    private static Footage connect(String url, VideoSettings settings, Runnable heard) {
        return new FfmpegFootage(
                new FfmpegFootage.Source(
                        url,
                        shown(url),
                        "rtsp",
                        Map.of(
                                "protocol_whitelist",
                                "rtsp,rtsps,rtp,tcp,tls",
                                "rtsp_transport",
                                "tcp",
                                "allowed_media_types",
                                "video",
                                "timeout",
                                Long.toString(SOCKET_TIMEOUT_US),
                                "codec_whitelist",
                                Ffmpeg.DECODERS),
                        false,
                        heard),
                settings);
    }
}
