package org.gwanmun.learn;

import java.awt.Color;
import java.util.random.RandomGenerator;

/**
 * What somebody drawn wears and carries; the same on every picture of the same person.
 *
 * @param build width of the shoulders as a share of the height
 * @param skin of face and hands
 * @param hair its colour
 * @param hairLength how far it falls below the chin, share of the height
 * @param top jacket, coat or shirt
 * @param hem where the top ends, share of the height from above
 * @param sleeve 0 none … 1 to the wrist
 * @param open whether the inner garment shows in front
 * @param inner colour below an open top
 * @param bottom trousers or skirt
 * @param leg how far the bottom reaches: 0.4 shorts … 1 ankles
 * @param skirt whether the bottom is one
 * @param shoes their colour
 * @param bag what is carried
 * @param bagColour its colour
 */
record Look(
        double build,
        Color skin,
        Color hair,
        double hairLength,
        Garment top,
        double hem,
        double sleeve,
        boolean open,
        Color inner,
        Garment bottom,
        double leg,
        boolean skirt,
        Color shoes,
        Bag bag,
        Color bagColour) {

    /** What is carried. */
    enum Bag {
        NONE,
        BACKPACK,
        SHOULDER,
        HAND,
        PAPER
    }

    /** How two colours meet on a garment. */
    enum Pattern {
        PLAIN,
        STRIPES,
        CHECKS,
        YOKE,
        SLEEVES,
        PRINT,
        BELT
    }

    /**
     * Cloth.
     *
     * @param scale size of the pattern, share of the height
     */
    record Garment(Color main, Color second, Pattern pattern, double scale) {}

    /** Somebody. */
    static Look of(RandomGenerator random) {
        boolean skirt = random.nextDouble() < 0.1;
        Color skin = skin(random);
        return new Look(
                0.23 + 0.08 * random.nextDouble(),
                skin,
                hair(random),
                random.nextDouble() < 0.35 ? 0.02 + 0.1 * random.nextDouble() : 0,
                garment(random, false),
                hem(random),
                random.nextDouble() < 0.75 ? 1 : 0.3 + 0.4 * random.nextDouble(),
                random.nextDouble() < 0.3,
                cloth(random, false),
                garment(random, true),
                skirt
                        ? 0.3 + 0.5 * random.nextDouble()
                        : random.nextDouble() < 0.85 ? 1 : 0.35 + 0.3 * random.nextDouble(),
                skirt,
                random.nextDouble() < 0.6 ? hsb(random, 0.08, 0.4, 0.05, 0.3) : cloth(random, false),
                bag(random),
                cloth(random, false));
    }

    /** Somebody who differs in one thing only: the neighbours from whom a network learns most. */
    Look relative(RandomGenerator random) {
        return switch (random.nextInt(5)) {
            case 0 -> with(garment(random, false), bottom, bag, bagColour, hem);
            case 1 -> with(top, garment(random, true), bag, bagColour, hem);
            case 2 ->
                with(
                        new Garment(near(top.main, random), top.second, top.pattern, top.scale),
                        bottom,
                        bag,
                        bagColour,
                        hem);
            case 3 ->
                with(
                        top,
                        new Garment(near(bottom.main, random), bottom.second, bottom.pattern, bottom.scale),
                        bag,
                        bagColour,
                        hem);
            default ->
                with(
                        top,
                        bottom,
                        bag == Bag.NONE ? Bag.BACKPACK : Bag.NONE,
                        cloth(random, false),
                        hem < 0.56 ? 0.7 : 0.5);
        };
    }

    private Look with(Garment newTop, Garment newBottom, Bag newBag, Color newBagColour, double newHem) {
        return new Look(
                build,
                skin,
                hair,
                hairLength,
                newTop,
                newHem,
                sleeve,
                open,
                inner,
                newBottom,
                leg,
                skirt,
                shoes,
                newBag,
                newBagColour);
    }

    private static double hem(RandomGenerator random) {
        double kind = random.nextDouble();
        return kind < 0.6
                ? 0.47 + 0.07 * random.nextDouble()
                : kind < 0.85 ? 0.54 + 0.1 * random.nextDouble() : 0.64 + 0.18 * random.nextDouble();
    }

    private static Garment garment(RandomGenerator random, boolean lower) {
        double kind = random.nextDouble();
        Pattern pattern = Pattern.PLAIN;
        if (kind > (lower ? 0.93 : 0.6)) {
            pattern = lower
                    ? random.nextBoolean() ? Pattern.CHECKS : Pattern.STRIPES
                    : Pattern.values()[1 + random.nextInt(Pattern.values().length - 1)];
        }
        return new Garment(cloth(random, lower), cloth(random, false), pattern, 0.02 + 0.06 * random.nextDouble());
    }

    private static Bag bag(RandomGenerator random) {
        double kind = random.nextDouble();
        return kind < 0.6 ? Bag.NONE : Bag.values()[1 + random.nextInt(Bag.values().length - 1)];
    }

    /** Colours as people wear them: much dark, blue legs, some grey and white, few bright ones. */
    static Color cloth(RandomGenerator random, boolean lower) {
        double kind = random.nextDouble();
        if (kind < 0.4) {
            return hsb(random, random.nextDouble(), 0.5, 0.03, 0.26);
        }
        if (lower && kind < 0.7) {
            return Color.getHSBColor(
                    (float) (0.56 + 0.08 * random.nextDouble()), (float) (0.2 + 0.5 * random.nextDouble()), (float)
                            (0.2 + 0.45 * random.nextDouble()));
        }
        if (kind < 0.52) {
            return hsb(random, random.nextDouble(), 0.12, 0.25, 0.7);
        }
        if (kind < 0.62) {
            return hsb(random, random.nextDouble(), 0.15, 0.7, 0.97);
        }
        if (kind < 0.75) {
            return hsb(random, 0.05 + 0.08 * random.nextDouble(), 0.6, 0.2, 0.7);
        }
        return Color.getHSBColor((float) random.nextDouble(), (float) (0.35 + 0.6 * random.nextDouble()), (float)
                (0.22 + 0.7 * random.nextDouble()));
    }

    private static Color near(Color from, RandomGenerator random) {
        float[] hsb = Color.RGBtoHSB(from.getRed(), from.getGreen(), from.getBlue(), null);
        double away = random.nextBoolean() ? 1 : -1;
        return Color.getHSBColor(
                (float) (hsb[0] + away * (0.06 + 0.1 * random.nextDouble())),
                (float) Math.clamp(hsb[1] + 0.4 * (random.nextDouble() - 0.5), 0, 1),
                (float) Math.clamp(hsb[2] * (hsb[2] < 0.35 ? 1.8 : 0.6), 0.03, 0.97));
    }

    private static Color hsb(RandomGenerator random, double hue, double mostSaturation, double low, double high) {
        return Color.getHSBColor((float) hue, (float) (mostSaturation * random.nextDouble()), (float)
                (low + (high - low) * random.nextDouble()));
    }

    private static Color skin(RandomGenerator random) {
        double dark = random.nextDouble();
        return Color.getHSBColor(
                (float) (0.05 + 0.03 * random.nextDouble()), (float) (0.3 + 0.3 * dark), (float) (0.95 - 0.65 * dark));
    }

    private static Color hair(RandomGenerator random) {
        double kind = random.nextDouble();
        return kind < 0.6
                ? hsb(random, 0.07, 0.5, 0.03, 0.25)
                : kind < 0.8 ? hsb(random, 0.1, 0.6, 0.4, 0.8) : hsb(random, 0.08, 0.1, 0.4, 0.9);
    }
}
