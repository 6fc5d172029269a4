package org.gwanmun.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_NONE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.core.message.Said;
import org.gwanmun.trace.vision.Footage;
import org.gwanmun.trace.vision.Frame;
import org.gwanmun.trace.vision.FrameTimes;
import org.gwanmun.trace.vision.VisionMessage;
import org.jspecify.annotations.Nullable;

/**
 * Pictures of one film or camera connection, decoded by FFmpeg on the caller's thread.
 *
 * <p>The presets are used without JavaCV's grabber, whose {@code start()} holds a lock over all sources while it waits for
 * one. An interrupted thread leaves every wait of FFmpeg within 0.1 s.
 */
final class FfmpegFootage implements Footage {
    private static final long MOST_PIXELS = (long) Frame.MOST_SIDE_PX * Frame.MOST_SIDE_PX;

    /** What is known before the first byte is read. */
    record Source(
            String address,
            String shown,
            @Nullable String format,
            Map<String, String> options,
            boolean film,
            Runnable heard) {}

    private final Source source;
    private final VideoSettings settings;
    private final AVFormatContext container;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame picture = av_frame_alloc();
    private final AVFrame packed = av_frame_alloc();
    private final SwsContext scaler = sws_alloc_context();
    private AVCodecContext decoder = new AVCodecContext(null);
    private int stream = -1;
    private double tick_s;
    private double framesPerSecond = Double.NaN;
    private FrameTimes times = FrameTimes.stored(Double.NaN);
    private boolean drained;
    private boolean cutOff;
    private boolean closed;
    private long pictures;

    FfmpegFootage(Source source, VideoSettings settings) {
        this.source = source;
        this.settings = settings;
        var giveUp = Ffmpeg.giveUp();
        container = avformat_alloc_context();
        container.interrupt_callback().callback(giveUp);
        try {
            open();
        } catch (Throwable e) {
            close();
            throw e;
        }
    }

    private void open() {
        AVInputFormat format = source.format() == null ? null : av_find_input_format(source.format());
        AVDictionary options = Ffmpeg.options(source.options());
        int error = avformat_open_input(container, source.address(), format, options);
        av_dict_free(options);
        if (error < 0) {
            throw source.film()
                    ? Refusal.badInput(VisionMessage.BROKEN, source.shown(), Ffmpeg.reason(error))
                    : Refusal.unavailable(VisionMessage.NO_ANSWER, source.shown(), Ffmpeg.cameraReason(error));
        }
        for (int i = 0; i < container.nb_streams(); i++) {
            AVStream each = container.streams(i);
            if (each.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO) {
                checkSize(each.codecpar().width(), each.codecpar().height());
            }
        }
        if (source.film()) {
            findStreamInfo();
        }
        stream = av_find_best_stream(container, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
        if (stream < 0) {
            throw broken(Said.of(VideoMessage.NO_PICTURES));
        }
        AVStream chosen = container.streams(stream);
        checkSize(chosen.codecpar().width(), chosen.codecpar().height());
        tick_s = seconds(chosen.time_base());
        framesPerSecond = rate(chosen);
        times = Double.isNaN(settings.framesPerSecond())
                ? FrameTimes.stored(1 / framesPerSecond)
                : FrameTimes.atRate(settings.framesPerSecond());
        openDecoder(chosen);
    }

    private void findStreamInfo() {
        int streams = container.nb_streams();
        try (PointerPointer<AVDictionary> each = new PointerPointer<>(Math.max(1, streams))) {
            for (int i = 0; i < streams; i++) {
                each.put(i, Ffmpeg.options(Map.of("max_pixels", Long.toString(MOST_PIXELS))));
            }
            avformat_find_stream_info(container, each);
            for (int i = 0; i < streams; i++) {
                AVDictionary left = each.get(AVDictionary.class, i);
                if (left != null) {
                    av_dict_free(left);
                }
            }
        }
    }

    private void openDecoder(AVStream chosen) {
        int id = chosen.codecpar().codec_id();
        AVCodec codec = id == AV_CODEC_ID_NONE ? null : avcodec_find_decoder(id);
        if (codec == null || codec.isNull()) {
            throw broken(Said.of(VideoMessage.CODEC, name(id)));
        }
        decoder = avcodec_alloc_context3(codec);
        avcodec_parameters_to_context(decoder, chosen.codecpar());
        decoder.pkt_timebase(chosen.time_base());
        decoder.max_pixels(MOST_PIXELS);
        decoder.thread_count(1);
        AVDictionary options = Ffmpeg.options(Map.of("codec_whitelist", Ffmpeg.DECODERS));
        int error = avcodec_open2(decoder, codec, options);
        av_dict_free(options);
        if (error < 0) {
            throw broken(Said.of(VideoMessage.CODEC, name(id)));
        }
    }

    @Override
    public @Nullable Frame next() {
        while (true) {
            int got = avcodec_receive_frame(decoder, picture);
            if (got >= 0) {
                Frame frame = copied();
                av_frame_unref(picture);
                pictures++;
                return frame;
            }
            if (drained) {
                return end();
            }
            feed();
        }
    }

    private void feed() {
        int error = av_read_frame(container, packet);
        if (error < 0) {
            cutOff |= error != AVERROR_EOF();
            drained = true;
            avcodec_send_packet(decoder, null);
            return;
        }
        source.heard().run();
        if (packet.stream_index() == stream) {
            cutOff = (packet.flags() & AV_PKT_FLAG_CORRUPT) != 0;
            // A damaged packet costs its picture, not the film.
            avcodec_send_packet(decoder, packet);
        }
        av_packet_unref(packet);
    }

    private @Nullable Frame end() {
        if (!source.film()) {
            throw Refusal.unavailable(VisionMessage.HUNG_UP, source.shown());
        }
        if (pictures == 0) {
            throw Refusal.badInput(VisionMessage.EMPTY, source.shown());
        }
        if (cutOff) {
            throw broken(Said.of(VideoMessage.CUT_OFF, pictures));
        }
        return null;
    }

    private Frame copied() {
        int w = picture.width();
        int h = picture.height();
        checkSize(w, h);
        double scale = Math.min(1, (double) settings.longestSide_px() / Math.max(w, h));
        int outW = Math.max(1, (int) Math.round(scale * w));
        int outH = Math.max(1, (int) Math.round(scale * h));
        if (packed.width() != outW || packed.height() != outH) {
            av_frame_unref(packed);
            packed.width(outW).height(outH).format(AV_PIX_FMT_BGR24);
            if (av_frame_get_buffer(packed, 0) < 0) {
                throw Refusal.unavailable(VisionMessage.TOO_LARGE, source.shown(), w, h, Frame.MOST_SIDE_PX);
            }
        }
        scaler.flags((scale < 1 ? SWS_AREA : SWS_BICUBIC) | SWS_ACCURATE_RND);
        int error = sws_scale_frame(scaler, packed, picture);
        if (error < 0) {
            throw broken(Ffmpeg.reason(error));
        }
        byte[] bgr = new byte[3 * outW * outH];
        BytePointer rows = packed.data(0);
        int stride = packed.linesize(0);
        for (int y = 0; y < outH; y++) {
            rows.position((long) y * stride).get(bgr, 3 * outW * y, 3 * outW);
        }
        long stamp = picture.best_effort_timestamp();
        return new Frame(
                outW, outH, times.next(stamp == AV_NOPTS_VALUE ? Double.NaN : stamp * tick_s, Double.NaN), bgr);
    }

    @Override
    public double framesPerSecond() {
        return Double.isNaN(settings.framesPerSecond()) ? framesPerSecond : settings.framesPerSecond();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        avcodec_free_context(decoder);
        avformat_close_input(container);
        av_packet_free(packet);
        av_frame_free(picture);
        av_frame_free(packed);
        sws_free_context(scaler);
    }

    private void checkSize(int w, int h) {
        if (w > Frame.MOST_SIDE_PX || h > Frame.MOST_SIDE_PX) {
            throw Refusal.badInput(VisionMessage.TOO_LARGE, source.shown(), w, h, Frame.MOST_SIDE_PX);
        }
    }

    private Refusal broken(Said reason) {
        return Refusal.badInput(VisionMessage.BROKEN, source.shown(), reason);
    }

    private static double rate(AVStream stream) {
        double average = seconds(stream.avg_frame_rate());
        return average > 0 && average < 1000 ? average : Double.NaN;
    }

    private static double seconds(AVRational ratio) {
        return ratio.den() == 0 ? Double.NaN : (double) ratio.num() / ratio.den();
    }

    private static String name(int codec) {
        try (BytePointer text = avcodec_get_name(codec)) {
            return text == null ? "?" : text.getString();
        }
    }
}
