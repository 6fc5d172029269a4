package org.gwanmun.video;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_FORBIDDEN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_UNAUTHORIZED;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.Pointer;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.core.message.Said;

/** FFmpeg's library, loaded once and quiet. */
final class Ffmpeg {
    /**
     * Container formats that hold their pictures themselves. Lists and descriptions of other sources (hls, dash, concat, sdp,
     * image2, imf) are left out, and FFmpeg refuses what is not here before it reads a header.
     */
    static final String FILM_FORMATS =
            "avi,mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,mpeg,mpegvideo,flv,asf,ogg,mxf,ivf,obu,h264,hevc,m4v,"
                    + "mjpeg,mjpeg_2000,dhav,nut,yuv4mpegpipe,gif,apng,rm,wtv,dv";

    /** Decoders of pictures that films and cameras use. */
    static final String DECODERS =
            "h264,hevc,mpeg4,msmpeg4,msmpeg4v1,msmpeg4v2,mpeg1video,mpeg2video,mjpeg,mjpegb,vp8,vp9,libvpx-vp9,libaom-av1,"
                    + "av1,ffv1,huffyuv,ffvhuff,utvideo,png,apng,gif,rawvideo,h263,h263i,h263p,flv,wmv1,wmv2,wmv3,vc1,"
                    + "theora,dvvideo,prores,cinepak,rv30,rv40,libopenh264,v210,jpeg2000";

    /** Tells FFmpeg's waits to give up once the thread in them is interrupted. For all sources: JavaCPP has few callbacks. */
    private static final class GiveUp extends AVIOInterruptCB.Callback_Pointer {
        @Override
        public int call(Pointer opaque) {
            return Thread.currentThread().isInterrupted() ? 1 : 0;
        }
    }

    private static final class Loaded {
        static final GiveUp GIVE_UP;

        static {
            av_log_set_level(AV_LOG_QUIET);
            GIVE_UP = new GiveUp();
        }

        private Loaded() {}
    }

    private Ffmpeg() {}

    /** The callback of an interrupted thread; loads the library. */
    static AVIOInterruptCB.Callback_Pointer giveUp() {
        try {
            return Loaded.GIVE_UP;
        } catch (LinkageError e) {
            throw Refusal.unavailable(VideoMessage.NO_LIBRARY, String.valueOf(e.getMessage()));
        }
    }

    /** Options as FFmpeg takes them; to be freed. */
    static AVDictionary options(Map<String, String> options) {
        AVDictionary all = new AVDictionary(null);
        options.forEach((key, value) -> av_dict_set(all, key, value, 0));
        return all;
    }

    /** Why a camera was not reached. */
    static Said cameraReason(int error) {
        if (error == AVERROR_INVALIDDATA()) {
            return Said.of(VideoMessage.NO_CAMERA);
        }
        if (error == AVERROR_HTTP_UNAUTHORIZED() || error == AVERROR_HTTP_FORBIDDEN()) {
            return Said.of(VideoMessage.LOGIN);
        }
        if (error == AVERROR_HTTP_NOT_FOUND()) {
            return Said.of(VideoMessage.NO_STREAM);
        }
        return reason(error);
    }

    /** Why it failed. */
    static Said reason(int error) {
        if (error == AVERROR_INVALIDDATA()) {
            return Said.of(VideoMessage.NO_FORMAT);
        }
        byte[] text = new byte[256];
        av_strerror(error, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return Said.of(VideoMessage.FFMPEG, new String(text, 0, end, StandardCharsets.UTF_8));
    }
}
