package org.gwanmun.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_FFV1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG4;
import static org.bytedeco.ffmpeg.global.avcodec.FF_COMPLIANCE_UNOFFICIAL;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR0;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.gwanmun.core.message.Language;

/** Small films of which every pixel is known. */
final class Clips {
    private Clips() {}

    /** Without loss: what comes out is what went in. */
    static void lossless(Path file, int w, int h, double... times_s) {
        record(file, w, h, AV_CODEC_ID_FFV1, AV_PIX_FMT_BGR0, times_s);
    }

    /** MPEG-4. */
    static void mpeg4(Path file, int w, int h, double... times_s) {
        record(file, w, h, AV_CODEC_ID_MPEG4, AV_PIX_FMT_YUV420P, times_s);
    }

    /** Motion JPEG. */
    static void mjpeg(Path file, int w, int h, double... times_s) {
        record(file, w, h, AV_CODEC_ID_MJPEG, AV_PIX_FMT_YUVJ420P, times_s);
    }

    /** So many times at a rate. */
    static double[] at(double framesPerSecond, int count) {
        double[] times = new double[count];
        for (int i = 0; i < count; i++) {
            times[i] = i / framesPerSecond;
        }
        return times;
    }

    /** The value of a pixel's channel in picture n. */
    static byte value(int n, int x, int y, int channel) {
        return (byte) (7 * n + 2 * x + 3 * y + 50 * channel + x * y / 16);
    }

    private static void record(Path file, int w, int h, int codec, int format, double... times_s) {
        AVFormatContext container = new AVFormatContext(null);
        ok(avformat_alloc_output_context2(container, null, null, file.toString()));
        AVStream stream = avformat_new_stream(container, null);
        AVCodecContext encoder = avcodec_alloc_context3(avcodec_find_encoder(codec));
        AVRational tick = new AVRational();
        tick.num(1).den(rate(times_s));
        encoder.width(w).height(h).pix_fmt(format).time_base(tick).bit_rate(4_000_000);
        encoder.gop_size(10).strict_std_compliance(FF_COMPLIANCE_UNOFFICIAL);
        AVRational rate = new AVRational();
        rate.num(rate(times_s)).den(1);
        encoder.framerate(rate);
        if ((container.oformat().flags() & AVFMT_GLOBALHEADER) != 0) {
            encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        }
        ok(avcodec_open2(encoder, null, (AVDictionary) null));
        ok(avcodec_parameters_from_context(stream.codecpar(), encoder));
        stream.time_base(tick);
        stream.avg_frame_rate(rate);
        AVIOContext out = new AVIOContext(null);
        ok(avio_open(out, "file:" + file, AVIO_FLAG_WRITE));
        container.pb(out);
        ok(avformat_write_header(container, (AVDictionary) null));
        AVFrame bgr = picture(w, h, AV_PIX_FMT_BGR24);
        AVFrame coded = picture(w, h, format);
        SwsContext scaler = sws_alloc_context();
        AVPacket packet = av_packet_alloc();
        byte[] row = new byte[3 * w];
        for (int n = 0; n <= times_s.length; n++) {
            if (n < times_s.length) {
                for (int y = 0; y < h; y++) {
                    for (int i = 0; i < row.length; i++) {
                        row[i] = value(n, i / 3, y, i % 3);
                    }
                    bgr.data(0).position((long) y * bgr.linesize(0)).put(row);
                }
                ok(av_frame_make_writable(coded));
                ok(sws_scale_frame(scaler, coded, bgr));
                coded.pts(Math.round(times_s[n] * rate(times_s)));
                ok(avcodec_send_frame(encoder, coded));
            } else {
                ok(avcodec_send_frame(encoder, null));
            }
            while (avcodec_receive_packet(encoder, packet) >= 0) {
                av_packet_rescale_ts(packet, tick, stream.time_base());
                packet.stream_index(0);
                ok(av_interleaved_write_frame(container, packet));
            }
        }
        ok(av_write_trailer(container));
        avio_closep(out);
        container.pb(null);
        avcodec_free_context(encoder);
        avformat_free_context(container);
        av_frame_free(bgr);
        av_frame_free(coded);
        av_packet_free(packet);
        sws_free_context(scaler);
    }

    private static AVFrame picture(int w, int h, int format) {
        AVFrame picture = av_frame_alloc();
        picture.width(w).height(h).format(format);
        ok(av_frame_get_buffer(picture, 0));
        return picture;
    }

    private static void ok(int result) {
        if (result < 0) {
            throw new IllegalStateException(Ffmpeg.reason(result).in(Language.EN));
        }
    }

    /** Evenly timed films have their own rate, others ticks of 1 ms. */
    private static int rate(double[] times_s) {
        if (times_s.length < 2) {
            return 25;
        }
        double rate = 1 / times_s[1];
        boolean even = Math.abs(rate - Math.rint(rate)) < 1e-6;
        for (int n = 1; n < times_s.length; n++) {
            even &= Math.abs(times_s[n] - n / rate) < 1e-6;
        }
        return even ? (int) Math.rint(rate) : 1000;
    }
}
