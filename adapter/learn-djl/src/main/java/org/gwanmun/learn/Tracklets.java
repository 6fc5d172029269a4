package org.gwanmun.learn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.gwanmun.trace.MotFile;
import org.gwanmun.trace.MotRows;
import org.gwanmun.trace.vision.BodyCrop;
import org.gwanmun.trace.vision.Footage;
import org.gwanmun.trace.vision.Frame;
import org.gwanmun.video.VideoSettings;
import org.gwanmun.video.Videos;

/**
 * Real looks without anybody's labels: crops along the tracks of a film, as the tracker itself gave them. Who is seen in one picture
 * twice is two people, so a group is drawn from the tracks of one moment; tracks of other moments might be the same person.
 */
final class Tracklets {
    private static final int EVERY = 2; // neighbouring pictures are nearly the same
    private static final int MOST_LOOKS = 20_000;
    private static final double JITTER = 0.15;

    private final Map<Integer, List<float[]>> looks = new TreeMap<>();
    private final List<List<Integer>> moments = new ArrayList<>();

    /**
     * Reads a film and its tracks.
     *
     * @param tracks in the MOTChallenge form, frames from 1
     * @param until last frame that is read; 0: all
     * @param least looks without which a track does not count
     */
    static Tracklets of(String film, Path tracks, int until, BodyCrop crop, int least) {
        Tracklets all = new Tracklets();
        MotRows rows = MotFile.tracks(tracks).byFrame();
        Map<Integer, List<Integer>> frames = new HashMap<>();
        int count = 0;
        int row = 0;
        int number = 0;
        try (Footage footage = Videos.open(film, VideoSettings.AS_IS)) {
            for (Frame frame = footage.next();
                    frame != null && (until == 0 || number < until) && count < MOST_LOOKS;
                    frame = footage.next()) {
                number++;
                for (; row < rows.size() && rows.frame()[row] <= number; row++) {
                    float[] pixels = new float[crop.size()];
                    if (rows.frame()[row] == number
                            && number % EVERY == 0
                            && crop.cut(frame, rows.x()[row], rows.y()[row], rows.w()[row], rows.h()[row], pixels, 0)) {
                        int id = rows.id()[row];
                        all.looks.computeIfAbsent(id, it -> new ArrayList<>()).add(pixels);
                        frames.computeIfAbsent(number, it -> new ArrayList<>()).add(id);
                        count++;
                    }
                }
            }
        }
        all.looks.values().removeIf(those -> those.size() < least);
        for (List<Integer> ids : new TreeMap<>(frames).values()) {
            List<Integer> kept = ids.stream().filter(all.looks::containsKey).toList();
            if (kept.size() >= 2) {
                all.moments.add(kept);
            }
        }
        return all;
    }

    /** Tracks long enough. */
    int count() {
        return looks.size();
    }

    /** Moments with two people or more; without any there is nothing to learn. */
    int moments() {
        return moments.size();
    }

    /**
     * Crops of people who were seen together, person by person, mirrored and in another light each time.
     *
     * @return how many people, at most as many as wanted
     */
    int draw(RandomGenerator random, int people, int pictures, float[] into) {
        List<Integer> there = new ArrayList<>(moments.get(random.nextInt(moments.size())));
        int count = Math.min(people, there.size());
        for (int person = 0; person < count; person++) {
            List<float[]> own = looks.getOrDefault(there.remove(random.nextInt(there.size())), List.of());
            for (int k = 0; k < pictures; k++) {
                float[] look = own.get(random.nextInt(own.size()));
                vary(look, random, into, (person * pictures + k) * look.length);
            }
        }
        return count;
    }

    private static void vary(float[] look, RandomGenerator random, float[] into, int at) {
        boolean mirrored = random.nextBoolean();
        float gain = (float) (1 + JITTER * (2 * random.nextDouble() - 1));
        int width = EmbeddingNet.WIDTH;
        for (int i = 0; i < look.length; i++) {
            int from = mirrored ? i / width * width + width - 1 - i % width : i;
            into[at + i] = Math.clamp(gain * look[from], 0, 1);
        }
    }
}
