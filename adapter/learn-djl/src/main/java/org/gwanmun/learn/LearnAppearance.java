package org.gwanmun.learn;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.gwanmun.core.message.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * {@code learn appearance}: trains the embedding of people's looks on drawn people and writes it as ONNX. A process of its own.
 *
 * <p>Options {@code --steps N --people P --pictures K --seed S --film FILE --tracks FILE --until FRAME --checkpoint FILE -o FILE}. With a
 * film and the tracks that the suite found in it, a third of the people are those. Goes on where the checkpoint stands.
 */
public final class LearnAppearance {
    private static final int SAVED_EVERY = 250;

    private LearnAppearance() {}

    /** Entry of the process; exit code 2 for wrong usage. */
    public static void main(String[] arguments) throws IOException {
        int steps = 1500;
        int people = 24;
        int pictures = 4;
        long seed = 1;
        Path checkpoint = Path.of("appearance.checkpoint");
        Path output = Path.of("appearance.onnx");
        String film = "";
        Path tracks = Path.of("");
        int until = 0;
        try {
            for (int i = 0; i < arguments.length; i += 2) {
                String value = arguments[i + 1];
                switch (arguments[i]) {
                    case "--steps" -> steps = between(value, 1, 10_000_000);
                    case "--people" -> people = between(value, 2, 1000);
                    case "--pictures" -> pictures = between(value, 2, 100);
                    case "--seed" -> seed = Long.parseLong(value);
                    case "--checkpoint" -> checkpoint = Path.of(value);
                    case "--film" -> film = value;
                    case "--tracks" -> tracks = Path.of(value);
                    case "--until" -> until = between(value, 1, 10_000_000);
                    case "-o" -> output = Path.of(value);
                    default -> throw new IllegalArgumentException(arguments[i]);
                }
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            System.err.println(
                    "learn appearance: " + e.getMessage()
                            + "\nUsage: learn appearance [--steps N] [--people P] [--pictures K] [--seed S] [--film FILE --tracks FILE [--until FRAME]] [--checkpoint FILE] [-o FILE]");
            System.exit(2);
        }
        Tracklets tracklets = null;
        int real = 0;
        if (!film.isEmpty()) {
            try {
                tracklets = Tracklets.of(film, tracks, until, AppearanceTraining.CROP, pictures);
            } catch (Refusal refusal) {
                System.err.println("learn appearance: " + refusal.getMessage());
                System.exit(2);
                return;
            }
            System.err.println(
                    tracklets.count() + " tracks, " + tracklets.moments() + " moments with two people or more");
            real = people / 3;
            if (tracklets.moments() == 0) {
                System.err.println(tracks + " has nobody beside somebody else. Maybe it is of another film.");
                System.exit(2);
            }
        }
        train(new AppearanceTraining.Plan(seed, steps, people, pictures, real), tracklets, checkpoint, output);
    }

    private static int between(String text, int least, int most) {
        int value = Integer.parseInt(text);
        if (value < least || value > most) {
            throw new IllegalArgumentException(text + " must be within " + least + " and " + most);
        }
        return value;
    }

    private static void train(AppearanceTraining.Plan plan, @Nullable Tracklets tracklets, Path checkpoint, Path output)
            throws IOException {
        Torch.quiet();
        AppearanceTraining training = new AppearanceTraining(plan, tracklets);
        if (Files.exists(checkpoint) && !training.resume(checkpoint)) {
            System.err.println(checkpoint + " is of another plan. Maybe --checkpoint should name a new file.");
            System.exit(2);
        }
        int from = training.done();
        long start = System.nanoTime();
        double[] mean = {Double.NaN};
        int[] left = {0};
        try (NDManager manager = NDManager.newBaseManager()) {
            training.run(manager, (step, loss) -> {
                if (Double.isNaN(loss)) {
                    left[0]++;
                } else {
                    mean[0] = Double.isNaN(mean[0]) ? loss : 0.98 * mean[0] + 0.02 * loss;
                }
                if (step % 20 == 0 || step == plan.steps()) {
                    double each_s = (System.nanoTime() - start) * 1e-9 / (step - from);
                    System.err.printf(
                            Locale.ROOT,
                            "\rstep %d of %d, loss %.3f, %.0f ms a step, %.0f min left, %d not finite ",
                            step,
                            plan.steps(),
                            mean[0],
                            1000 * each_s,
                            each_s * (plan.steps() - step) / 60,
                            left[0]);
                }
                if (step % SAVED_EVERY == 0 || step == plan.steps()) {
                    training.save(checkpoint);
                    Files.write(output, OnnxFile.of(training.net()));
                }
            });
        }
        System.err.println();
        System.out.println(output);
    }
}
