package org.gwanmun.learn;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.TexturePaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.random.RandomGenerator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.gwanmun.trace.vision.BodyCrop;
import org.gwanmun.trace.vision.Frame;

/**
 * Pictures of people drawn from numbers: clothes, bags, pose, gait, light, cast of colour, what stands in front and behind,
 * sharpness, resolution, JPEG and a box that is not exact. Nobody real is in them. The same seed draws the same pictures.
 *
 * <p>Lengths are shares of the person's height, y from the top of the head down.
 */
final class DrawnPeople {
    private static final double ABOVE = 0.15;
    private static final double TALL = 1.35;
    private static final double WIDE = 0.9;

    static {
        ImageIO.setUseCache(false); // the JPEG of a crop needs no file
    }

    private DrawnPeople() {}

    /**
     * What pictures of one camera share.
     *
     * @param gain of red, green, blue
     * @param gamma exponent
     * @param black what black is, 0 … 1
     * @param blur_px width of its blur
     * @param quality of its JPEG, 0 … 1; 1 is none
     * @param noise standard deviation of a pixel
     * @param saturation 1 is true
     */
    record Camera(
            double[] gain,
            double gamma,
            double black,
            double blur_px,
            double quality,
            double noise,
            double saturation) {
        static Camera of(RandomGenerator random) {
            double light = Math.exp(0.2 * random.nextGaussian());
            double[] gain = new double[3];
            for (int i = 0; i < 3; i++) {
                gain[i] = light * Math.exp(0.06 * random.nextGaussian());
            }
            return new Camera(
                    gain,
                    Math.exp(0.2 * random.nextGaussian()),
                    0.08 * random.nextDouble() * random.nextDouble(),
                    1.3 * random.nextDouble(),
                    random.nextDouble() < 0.25 ? 1 : 0.25 + 0.65 * random.nextDouble(),
                    0.025 * random.nextDouble(),
                    0.6 + 0.9 * random.nextDouble());
        }
    }

    /** A picture and the box of the person in it. */
    record Shot(Frame frame, double left, double top, double w, double h) {
        boolean cut(BodyCrop crop, float[] into, int at) {
            return crop.cut(frame, left, top, w, h, into, at);
        }
    }

    /** A person before a camera, from any side, in any light. */
    static Shot shot(Look look, Camera camera, RandomGenerator random) {
        int height = (int) (44 * Math.exp(random.nextDouble()));
        int columns = (int) Math.ceil(WIDE * height);
        int rows = (int) Math.ceil(TALL * height);
        BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = smooth(image);
        background(g, columns, rows, random);
        g.scale(height, height);
        g.translate(WIDE / 2, ABOVE);
        if (random.nextDouble() < 0.3) {
            double aside = (random.nextBoolean() ? 1 : -1) * (0.22 + 0.3 * random.nextDouble());
            figure(g, height, Look.of(random), aside, -0.1 * random.nextDouble(), random);
        }
        if (random.nextDouble() < 0.5) {
            g.setPaint(new Color(0, 0, 0, 40 + random.nextInt(80)));
            double along = 0.1 + 0.3 * random.nextDouble();
            g.fill(new Ellipse2D.Double(-along * random.nextDouble() * 2, 0.94, 2 * along, 0.08));
        }
        figure(g, height, look, 0, 0, random);
        if (random.nextDouble() < 0.25) {
            occluder(g, height, random);
        }
        g.dispose();
        Frame frame = exposed(image, camera, random);
        double wide = 0.3 + 0.13 * random.nextDouble();
        double left = (WIDE / 2 - wide / 2 + 0.025 * random.nextGaussian()) * height;
        double high = 1.02 * Math.exp(0.05 * random.nextGaussian());
        double top = (ABOVE + 0.5 - high / 2 + 0.02 * random.nextGaussian()) * height;
        return new Shot(frame, left, top, wide * height, high * height);
    }

    private static Graphics2D smooth(BufferedImage image) {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        return g;
    }

    private static void background(Graphics2D g, int w, int h, RandomGenerator random) {
        Color one = ground(random);
        Color two = random.nextDouble() < 0.6 ? shade(one, 0.7 + 0.6 * random.nextDouble()) : ground(random);
        g.setPaint(new GradientPaint(0, 0, one, (float) (w * random.nextDouble()), h, two));
        g.fillRect(0, 0, w, h);
        for (int i = random.nextInt(7); i > 0; i--) {
            g.setPaint(random.nextDouble() < 0.6 ? ground(random) : any(random));
            double x = w * (1.4 * random.nextDouble() - 0.2);
            double y = h * (1.4 * random.nextDouble() - 0.2);
            switch (random.nextInt(4)) {
                case 0 -> g.fill(new Rectangle2D.Double(x, y, w * random.nextDouble(), h * 0.5 * random.nextDouble()));
                case 1 -> g.fill(new Ellipse2D.Double(x, y, w * random.nextDouble(), h * 0.4 * random.nextDouble()));
                case 2 -> {
                    g.setStroke(new BasicStroke((float) (h * (0.005 + 0.04 * random.nextDouble()))));
                    g.draw(new Line2D.Double(x, y, w * random.nextDouble(), h * random.nextDouble()));
                }
                default -> {
                    Path2D patch = new Path2D.Double();
                    patch.moveTo(x, y);
                    for (int k = 0; k < 4; k++) {
                        patch.lineTo(
                                x + w * 0.8 * (random.nextDouble() - 0.5), y + h * 0.6 * (random.nextDouble() - 0.5));
                    }
                    patch.closePath();
                    g.fill(patch);
                }
            }
        }
        double grain = random.nextDouble();
        for (int i = (int) (150 * grain * grain); i > 0; i--) {
            g.setPaint(new Color(random.nextInt(2) * 255, random.nextInt(2) * 255, random.nextInt(2) * 255, 25));
            double size = 1 + 4 * random.nextDouble();
            g.fill(new Rectangle2D.Double(w * random.nextDouble(), h * random.nextDouble(), size, size));
        }
    }

    private static void occluder(Graphics2D g, int height, RandomGenerator random) {
        double side = random.nextBoolean() ? 1 : -1;
        switch (random.nextInt(4)) {
            case 0 ->
                figure(
                        g,
                        height,
                        Look.of(random),
                        side * (0.16 + 0.12 * random.nextDouble()),
                        0.05 + 0.1 * random.nextDouble(),
                        random);
            case 1 -> {
                double wide = 0.02 + 0.05 * random.nextDouble();
                g.setPaint(any(random));
                g.fill(new Rectangle2D.Double(0.4 * (random.nextDouble() - 0.5), -ABOVE, wide, TALL));
            }
            case 2 -> {
                g.setPaint(any(random));
                double wide = 0.1 + 0.15 * random.nextDouble();
                double y = 0.2 + 0.6 * random.nextDouble();
                double x = 0.4 * (random.nextDouble() - 0.5) - wide / 2;
                double high = 0.1 + 0.2 * random.nextDouble();
                g.fill(new Rectangle2D.Double(x, y, wide, high));
                g.setPaint(any(random));
                g.fill(new Rectangle2D.Double(x + 0.02, y + 0.02, wide - 0.04, high / 2));
            }
            default -> {
                g.setPaint(ground(random));
                g.fill(new Rectangle2D.Double(-WIDE / 2, 0.72 + 0.2 * random.nextDouble(), WIDE, 1));
            }
        }
    }

    /** Draws somebody on a sheet of their own, lights it, and lays it down. */
    private static void figure(Graphics2D onto, int height, Look look, double x, double y, RandomGenerator random) {
        int columns = (int) Math.ceil(WIDE * height);
        int rows = (int) Math.ceil(TALL * height);
        BufferedImage sheet = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = smooth(sheet);
        g.scale(height, height);
        g.translate(WIDE / 2, ABOVE);
        g.rotate(0.03 * random.nextGaussian(), 0, 0.5);
        if (random.nextBoolean()) {
            g.scale(-1, 1);
        }
        body(g, look, 2 * Math.PI * random.nextDouble(), random);
        light(g, random);
        g.dispose();
        var before = onto.getTransform();
        onto.translate(x - WIDE / 2, y - ABOVE);
        onto.scale(1.0 / height, 1.0 / height);
        onto.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        onto.drawImage(sheet, 0, 0, null);
        onto.setTransform(before);
    }

    private static void body(Graphics2D g, Look look, double turn, RandomGenerator random) {
        double face = Math.cos(turn); // 1 towards us, -1 away
        double profile = Math.abs(Math.sin(turn));
        double half = look.build() / 2 * Math.hypot(face, 0.68 * profile);
        double step = random.nextDouble() < 0.25 ? 0.05 : 0.15 + 0.3 * random.nextDouble();
        double phase = 2 * Math.PI * random.nextDouble();
        double swing = step * Math.sin(phase);
        double seen = 0.25 + 0.75 * profile;
        double hip = 0.51;
        double bend = Math.max(0, Math.cos(phase)) * 0.35 * (step > 0.1 ? 1 : 0);
        double arm = random.nextDouble() < 0.25 ? 0.9 * random.nextDouble() : 0.25;

        arm(g, look, -half * 0.95 * Math.abs(face), -swing * seen, arm, true);
        leg(g, look, -half * 0.45 * Math.abs(face), hip, swing * seen, bend, true);
        leg(g, look, half * 0.45 * Math.abs(face), hip, -swing * seen, 0, false);
        if (look.skirt()) {
            g.setPaint(paint(look.bottom()));
            double end = 0.5 + 0.45 * look.leg();
            g.fill(quad(half * 0.8, 0.45, half * (1 + 0.3 * look.leg()) + 0.02, end));
        }
        torso(g, look, half, face, profile, random);
        if (look.bag() == Look.Bag.BACKPACK) {
            g.setPaint(look.bagColour());
            if (face < -0.2) {
                g.fill(new RoundRectangle2D.Double(-0.085, 0.19, 0.17, 0.24, 0.06, 0.06));
            } else if (face < 0.3) {
                g.fill(new RoundRectangle2D.Double(-half - 0.07, 0.2, 0.11, 0.22, 0.05, 0.05));
            } else {
                g.setStroke(new BasicStroke(0.022f));
                g.draw(new Line2D.Double(-half * 0.55, 0.17, -half * 0.6, 0.36));
                g.draw(new Line2D.Double(half * 0.55, 0.17, half * 0.6, 0.36));
            }
        }
        arm(g, look, half * 0.95 * Math.abs(face), swing * seen, arm, false);
        head(g, look, face);
        g.setPaint(look.bagColour());
        switch (look.bag()) {
            case SHOULDER -> {
                g.setStroke(new BasicStroke(0.014f));
                g.draw(new Line2D.Double(-half * 0.6, 0.16, half, 0.5));
                g.fill(new RoundRectangle2D.Double(half - 0.05, 0.44, 0.12, 0.1, 0.02, 0.02));
            }
            case HAND -> g.fill(new RoundRectangle2D.Double(half - 0.01, 0.53, 0.11, 0.14, 0.02, 0.02));
            case PAPER -> {
                g.setPaint(new Color(235, 235, 230));
                g.fill(new Rectangle2D.Double(half - 0.06, 0.36 + 0.1 * random.nextDouble(), 0.07, 0.05));
            }
            default -> {}
        }
    }

    private static void torso(
            Graphics2D g, Look look, double half, double face, double profile, RandomGenerator random) {
        Look.Garment top = look.top();
        double flare = look.hem() > 0.56 ? 0.1 * (look.hem() - 0.5) : 0;
        Path2D shape = new Path2D.Double();
        shape.moveTo(-half * 0.35, 0.135);
        shape.quadTo(-half, 0.15, -half, 0.22);
        shape.lineTo(-half * 0.86, 0.4);
        shape.lineTo(-half * 0.95 - flare, look.hem());
        shape.lineTo(half * 0.95 + flare, look.hem());
        shape.lineTo(half * 0.86, 0.4);
        shape.lineTo(half, 0.22);
        shape.quadTo(half, 0.15, half * 0.35, 0.135);
        shape.closePath();
        g.setPaint(paint(top));
        g.fill(shape);
        var clip = g.getClip();
        g.clip(shape);
        g.setPaint(top.second());
        switch (top.pattern()) {
            case YOKE -> g.fill(new Rectangle2D.Double(-0.5, 0, 1, 0.2 + top.scale()));
            case BELT -> g.fill(new Rectangle2D.Double(-0.5, 0.36, 1, 0.02 + top.scale() / 2));
            case PRINT -> {
                if (Math.abs(face) > 0.4) {
                    g.fill(new Rectangle2D.Double(-top.scale() * 1.2, 0.23, 2.4 * top.scale(), top.scale() * 2));
                }
            }
            default -> {}
        }
        if (look.open() && face > 0) {
            g.setPaint(look.inner());
            double wide = half * (0.25 + 0.35 * random.nextDouble());
            double aside = profile * half * 0.8;
            Path2D gap = new Path2D.Double();
            gap.moveTo(aside, 0.13);
            gap.lineTo(aside - wide, look.hem());
            gap.lineTo(aside + wide, look.hem());
            gap.closePath();
            g.fill(gap);
        }
        g.setClip(clip);
    }

    private static void arm(Graphics2D g, Look look, double x, double swing, double bend, boolean far) {
        double shoulder = 0.185;
        double elbowX = x + 0.16 * Math.sin(swing) + Math.copySign(0.012, x);
        double elbowY = shoulder + 0.155 * Math.cos(swing);
        double handX = elbowX + 0.15 * Math.sin(swing + bend);
        double handY = elbowY + 0.15 * Math.cos(swing + bend);
        Color sleeve = look.top().pattern() == Look.Pattern.SLEEVES
                        || (look.top().pattern() == Look.Pattern.YOKE
                                && look.top().scale() > 0.04)
                ? look.top().second()
                : look.top().main();
        double thick = 0.068 * look.build() / 0.27;
        limb(g, shade(look.skin(), far ? 0.85 : 1), 0.04, x, shoulder, elbowX, elbowY, handX, handY);
        double end = look.sleeve();
        Color cloth = shade(sleeve, far ? 0.8 : 0.95);
        if (end >= 1) {
            limb(
                    g,
                    cloth,
                    thick,
                    x,
                    shoulder,
                    elbowX,
                    elbowY,
                    elbowX + 0.85 * (handX - elbowX),
                    elbowY + 0.85 * (handY - elbowY));
        } else {
            double t = Math.min(1, 1.6 * end);
            limb(
                    g,
                    cloth,
                    thick,
                    x,
                    shoulder,
                    x + t * (elbowX - x),
                    shoulder + t * (elbowY - shoulder),
                    x + t * (elbowX - x),
                    shoulder + t * (elbowY - shoulder));
        }
    }

    private static void leg(Graphics2D g, Look look, double x, double hip, double swing, double bend, boolean far) {
        double kneeX = x + 0.23 * Math.sin(swing);
        double kneeY = hip + 0.23 * Math.cos(swing);
        double footX = kneeX + 0.22 * Math.sin(swing - bend);
        double footY = kneeY + 0.22 * Math.cos(swing - bend);
        double dark = far ? 0.82 : 1;
        double thick = 0.085 * look.build() / 0.27;
        limb(g, shade(look.skin(), dark), 0.055, x, hip, kneeX, kneeY, footX, footY);
        if (!look.skirt()) {
            double end = look.leg();
            Paint cloth = far ? shade(look.bottom().main(), dark) : paint(look.bottom());
            if (end >= 1) {
                limb(g, cloth, thick, x, hip, kneeX, kneeY, footX, footY);
            } else {
                double t = Math.min(1, 1.6 * end);
                limb(
                        g,
                        cloth,
                        thick,
                        x,
                        hip,
                        x + t * (kneeX - x),
                        hip + t * (kneeY - hip),
                        x + t * (kneeX - x),
                        hip + t * (kneeY - hip));
            }
            g.setPaint(shade(look.bottom().main(), dark));
            g.fill(new Ellipse2D.Double(x - 0.06, 0.45, 0.12, 0.12));
        }
        g.setPaint(shade(look.shoes(), dark));
        g.fill(new Ellipse2D.Double(footX - 0.035, footY - 0.015, 0.09, 0.04));
    }

    private static void head(Graphics2D g, Look look, double face) {
        if (look.hairLength() > 0) {
            g.setPaint(look.hair());
            g.fill(new RoundRectangle2D.Double(-0.058, 0.02, 0.116, 0.1 + look.hairLength(), 0.08, 0.08));
        }
        g.setPaint(look.skin());
        g.fill(new Rectangle2D.Double(-0.025, 0.1, 0.05, 0.045));
        g.fill(new Ellipse2D.Double(-0.047, 0.008, 0.094, 0.125));
        g.setPaint(look.hair());
        if (face < 0) {
            g.fill(new Ellipse2D.Double(-0.052, 0, 0.104, 0.11 + 0.5 * look.hairLength()));
        } else {
            g.fill(new Ellipse2D.Double(-0.05, 0, 0.1, 0.055));
        }
    }

    private static void limb(Graphics2D g, Paint paint, double thick, double... xy) {
        g.setPaint(paint);
        g.setStroke(new BasicStroke((float) thick, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        g.draw(path);
    }

    private static Path2D quad(double halfAbove, double above, double halfBelow, double below) {
        Path2D path = new Path2D.Double();
        path.moveTo(-halfAbove, above);
        path.lineTo(halfAbove, above);
        path.lineTo(halfBelow, below);
        path.lineTo(-halfBelow, below);
        path.closePath();
        return path;
    }

    /** Light from a side and from above, folds of cloth; only where the sheet is painted. */
    private static void light(Graphics2D g, RandomGenerator random) {
        g.setComposite(AlphaComposite.SrcAtop);
        int side = (int) (110 * random.nextDouble());
        Color dark = new Color(0, 0, 0, side);
        Color bright = new Color(255, 255, 255, side / 4);
        double from = random.nextBoolean() ? 0.13 : -0.13;
        g.setPaint(new GradientPaint((float) from, 0, dark, (float) -from, 0, bright));
        g.fill(new Rectangle2D.Double(-WIDE, -1, 2 * WIDE, 3));
        int below = (int) (80 * random.nextDouble());
        g.setPaint(new GradientPaint(0, 0.15f, new Color(255, 255, 255, below / 3), 0, 1, new Color(0, 0, 0, below)));
        g.fill(new Rectangle2D.Double(-WIDE, -1, 2 * WIDE, 3));
        for (int i = 4 + random.nextInt(10); i > 0; i--) {
            g.setPaint(
                    random.nextBoolean()
                            ? new Color(0, 0, 0, 20 + random.nextInt(50))
                            : new Color(255, 255, 255, 8 + random.nextInt(28)));
            double x = 0.3 * (random.nextDouble() - 0.5);
            double y = 0.15 + 0.8 * random.nextDouble();
            g.fill(new Ellipse2D.Double(
                    x - 0.03, y, 0.02 + 0.07 * random.nextDouble(), 0.02 + 0.15 * random.nextDouble()));
        }
    }

    private static Paint paint(Look.Garment garment) {
        boolean checks = garment.pattern() == Look.Pattern.CHECKS;
        if (!checks && garment.pattern() != Look.Pattern.STRIPES) {
            return garment.main();
        }
        BufferedImage tile = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = tile.createGraphics();
        g.setPaint(garment.main());
        g.fillRect(0, 0, 8, 8);
        g.setPaint(garment.second());
        g.fillRect(0, 0, 8, 3);
        if (checks) {
            g.fillRect(0, 0, 3, 8);
        }
        g.dispose();
        return new TexturePaint(tile, new Rectangle2D.Double(0, 0, garment.scale(), garment.scale()));
    }

    private static Color any(RandomGenerator random) {
        return Color.getHSBColor(
                (float) random.nextDouble(), (float) random.nextDouble(), (float) (0.1 + 0.85 * random.nextDouble()));
    }

    private static Color ground(RandomGenerator random) {
        double kind = random.nextDouble();
        double bright = random.nextDouble();
        if (kind < 0.55) {
            return Color.getHSBColor(
                    (float) random.nextDouble(), (float) (0.1 * random.nextDouble()), (float) (0.3 + 0.6 * bright));
        }
        if (kind < 0.75) {
            return Color.getHSBColor(
                    (float) (0.2 + 0.13 * random.nextDouble()), (float) (0.2 + 0.6 * random.nextDouble()), (float)
                            (0.15 + 0.5 * bright));
        }
        if (kind < 0.9) {
            return Color.getHSBColor(
                    (float) (0.05 + 0.08 * random.nextDouble()), (float) (0.5 * random.nextDouble()), (float)
                            (0.25 + 0.6 * bright));
        }
        return any(random);
    }

    private static Color shade(Color colour, double by) {
        return new Color(
                (int) Math.clamp(colour.getRed() * by, 0, 255), (int) Math.clamp(colour.getGreen() * by, 0, 255), (int)
                        Math.clamp(colour.getBlue() * by, 0, 255));
    }

    /** What the camera makes of it: blur, light, noise, JPEG. */
    private static Frame exposed(BufferedImage image, Camera camera, RandomGenerator random) {
        int w = image.getWidth();
        int h = image.getHeight();
        byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        float[] v = new float[bytes.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = (bytes[i] & 255) / 255f;
        }
        boolean smear = random.nextDouble() < 0.3;
        blur(v, w, h, true, (camera.blur_px + (smear ? 1.5 * random.nextDouble() : 0)) / 2);
        blur(v, w, h, false, camera.blur_px / 2);
        double[][] curve = new double[3][256];
        for (int c = 0; c < 3; c++) {
            double gain = camera.gain[2 - c] * Math.exp(0.04 * random.nextGaussian());
            for (int i = 0; i < 256; i++) {
                curve[c][i] = camera.black + (1 - camera.black) * Math.pow(gain * i / 255, camera.gamma);
            }
        }
        double light = Math.exp(0.08 * random.nextGaussian());
        for (int i = 0; i < v.length; i += 3) {
            double grey = (v[i] + v[i + 1] + v[i + 2]) / 3;
            for (int c = 0; c < 3; c++) {
                double x = grey + camera.saturation * (v[i + c] - grey);
                double y = light * curve[c][(int) Math.clamp(255 * x, 0, 255)];
                y += camera.noise * noise(random);
                bytes[i + c] = (byte) Math.clamp(Math.round(255 * y), 0, 255);
            }
        }
        BufferedImage sent = camera.quality < 1 ? jpeg(image, camera.quality) : image;
        return new Frame(
                w,
                h,
                0,
                ((DataBufferByte) sent.getRaster().getDataBuffer()).getData().clone());
    }

    /** Of mean 0 and variance 1: the sum of four uniform numbers of one draw. */
    private static double noise(RandomGenerator random) {
        long bits = random.nextLong();
        long sum = (bits & 0xFFFF) + ((bits >>> 16) & 0xFFFF) + ((bits >>> 32) & 0xFFFF) + (bits >>> 48);
        return (sum - 131070) * (Math.sqrt(3) / 65536);
    }

    /** Each value with its two neighbours, weights s, 1 − 2s, s. */
    private static void blur(float[] v, int w, int h, boolean along, double strength) {
        float s = (float) Math.min(strength, 1) / 3;
        int stride = along ? 3 : 3 * w;
        int lines = along ? h : w;
        int length = along ? w : h;
        for (int line = 0; line < lines; line++) {
            for (int c = 0; c < 3; c++) {
                int at = (along ? line * w * 3 : line * 3) + c;
                float before = v[at];
                for (int k = 0; k < length; k++) {
                    float here = v[at];
                    float after = k + 1 < length ? v[at + stride] : here;
                    v[at] = s * before + (1 - 2 * s) * here + s * after;
                    before = here;
                    at += stride;
                }
            }
        }
    }

    private static BufferedImage jpeg(BufferedImage image, double quality) {
        try {
            ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
                writer.setOutput(out);
                ImageWriteParam settings = writer.getDefaultWriteParam();
                settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                settings.setCompressionQuality((float) quality);
                writer.write(null, new IIOImage(image, null, null), settings);
            } finally {
                writer.dispose();
            }
            return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(bytes.toByteArray())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
