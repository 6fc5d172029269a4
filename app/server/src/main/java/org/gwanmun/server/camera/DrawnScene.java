package org.gwanmun.server.camera;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.gwanmun.trace.vision.Footage;
import org.gwanmun.trace.vision.Frame;

/**
 * A place that is not: a hall or a street drawn in perspective, with people who walk from door to door. For demonstrations and tests.
 * The same seed gives the same film; it has no end and waits for nothing.
 */
final class DrawnScene implements Footage {
    /** Places. */
    enum Place {
        HALL,
        STREET
    }

    static final int WIDTH_PX = 960;
    static final int HEIGHT_PX = 540;
    static final double RATE = 7;

    private static final int WALKERS = 9;
    private static final double NOISE = 2.2; // grey levels
    private static final int NOISE_LENGTH = 1 << 16;

    private final Place place;
    private final View view;
    private final SplittableRandom random;
    private final BufferedImage still;
    private final List<Walker> walkers = new ArrayList<>();
    private final byte[] noise = new byte[NOISE_LENGTH];
    private long picture;

    DrawnScene(Place place, long seed) {
        this.place = place;
        this.random = new SplittableRandom(seed);
        this.view = place == Place.HALL ? new View(3.4, 0.30, 620) : new View(4.6, 0.33, 640);
        this.still = new BufferedImage(WIDTH_PX, HEIGHT_PX, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D pen = pen(still);
        new Scenery(pen, view).draw(place);
        pen.dispose();
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) Math.round(NOISE * random.nextGaussian());
        }
        for (int i = 0; i < WALKERS; i++) {
            Walker walker = new Walker();
            // Some are on their way when the film begins, the others come by and by.
            walker.depart(random, place, 2.5 * i);
            walker.advance(i % 3 == 0 ? 6 : 0);
            walkers.add(walker);
        }
    }

    @Override
    public Frame next() {
        BufferedImage image = new BufferedImage(WIDTH_PX, HEIGHT_PX, BufferedImage.TYPE_3BYTE_BGR);
        byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        System.arraycopy(((DataBufferByte) still.getRaster().getDataBuffer()).getData(), 0, bgr, 0, bgr.length);
        Graphics2D pen = pen(image);
        walkers.stream()
                .filter(Walker::walks)
                .sorted(Comparator.comparingDouble((Walker walker) -> walker.z).reversed())
                .forEach(walker -> new Figure(pen, view, walker).draw());
        pen.dispose();
        int at = random.nextInt(NOISE_LENGTH);
        byte[] out = new byte[bgr.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) Math.clamp((bgr[i] & 0xff) + noise[at + i & NOISE_LENGTH - 1], 0, 255);
        }
        for (Walker walker : walkers) {
            walker.advance(1 / RATE);
            if (walker.arrived()) {
                walker.depart(random, place, 1 + 5 * random.nextDouble());
            }
        }
        return new Frame(WIDTH_PX, HEIGHT_PX, picture++ / RATE, out);
    }

    /** Feet of those who walk just now: x and y in pixels. */
    List<Point2D> feet() {
        return walkers.stream()
                .filter(Walker::walks)
                .map(walker -> view.of(walker.x, 0, walker.z))
                .toList();
    }

    @Override
    public double framesPerSecond() {
        return RATE;
    }

    @Override
    public void close() {
        // nothing is held
    }

    private static Graphics2D pen(BufferedImage image) {
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        return pen;
    }

    /**
     * A pinhole at {@code height_m}, looking down by {@code tilt} radians. x to the right, y up, z away from the camera, in metres from
     * the floor below it.
     */
    record View(double height_m, double tilt, double focal_px) {
        Point2D of(double x, double y, double z) {
            double up = y - height_m;
            double depth = depth(y, z);
            double down = -(up * Math.cos(tilt) + z * Math.sin(tilt));
            return new Point2D.Double(WIDTH_PX / 2.0 + focal_px * x / depth, HEIGHT_PX / 2.0 + focal_px * down / depth);
        }

        /** Along the line of sight. */
        double depth(double y, double z) {
            return Math.max(0.3, z * Math.cos(tilt) - (y - height_m) * Math.sin(tilt));
        }
    }

    /** Somebody on the way from one door to another. */
    private static final class Walker {
        private static final double[][] HALL_DOORS = {
            {-5.2, 17.2}, {0.4, 17.2}, {5.4, 17.2}, {-7.4, 11}, {7.4, 12}, {-4.6, 4.4}, {4.6, 4.4}, {0, 3.6}
        };
        private static final double[][] STREET_DOORS = {
            {-14, 13}, {14, 13}, {-14, 14.6}, {14, 14.6}, {-9, 7.2}, {9, 7.2}, {-3.2, 4.8}, {3.4, 4.8}, {2.5, 16.4}
        };
        private static final Color[] SKIN = {new Color(0xe8be9c), new Color(0xd9a982), new Color(0xc08a63)};
        private static final Color[] HAIR = {
            new Color(0x1d1a18), new Color(0x2e2622), new Color(0x5b4330), new Color(0x8d8a86)
        };
        private static final Color[] TOPS = {
            new Color(0x2b4a6f), new Color(0x8c2f39), new Color(0x3f6b4f), new Color(0xc9b79c), new Color(0x34383f),
            new Color(0xb5651d), new Color(0x6b7a8f), new Color(0xd8d8d2), new Color(0x5a4a78), new Color(0xd2a63c)
        };
        private static final Color[] LEGS = {
            new Color(0x23282f), new Color(0x2f3e57), new Color(0x5a5248), new Color(0x8a8378), new Color(0x3d3d40)
        };

        private double x;
        private double z;
        private double dx;
        private double dz;
        private double left_m;
        private double waits_s;
        private double speed;
        private double phase;
        private double height;
        private double build;
        private Color skin = Color.GRAY;
        private Color hair = Color.GRAY;
        private Color top = Color.GRAY;
        private Color legs = Color.GRAY;
        private int luggage; // 0 none, 1 trolley, 2 backpack
        private Color bag = Color.GRAY;

        void depart(SplittableRandom random, Place place, double waits_s) {
            double[][] doors = place == Place.HALL ? HALL_DOORS : STREET_DOORS;
            double[] from = doors[random.nextInt(doors.length)];
            double[] to = from;
            while (Math.hypot(to[0] - from[0], to[1] - from[1]) < 5) {
                to = doors[random.nextInt(doors.length)];
            }
            double aside = random.nextDouble(-0.7, 0.7);
            x = from[0] + aside;
            z = from[1] + aside / 2;
            left_m = Math.hypot(to[0] - x, to[1] - z);
            dx = (to[0] - x) / left_m;
            dz = (to[1] - z) / left_m;
            this.waits_s = waits_s;
            speed = random.nextDouble(0.9, 1.5);
            phase = random.nextDouble(2 * Math.PI);
            height = random.nextDouble(1.54, 1.86);
            build = random.nextDouble(0.9, 1.15);
            skin = SKIN[random.nextInt(SKIN.length)];
            hair = HAIR[random.nextInt(HAIR.length)];
            top = TOPS[random.nextInt(TOPS.length)];
            legs = LEGS[random.nextInt(LEGS.length)];
            luggage = random.nextInt(3);
            bag = TOPS[random.nextInt(TOPS.length)].darker();
        }

        void advance(double s) {
            double walks_s = Math.max(0, s - waits_s);
            waits_s = Math.max(0, waits_s - s);
            double way = Math.min(left_m, speed * walks_s);
            x += dx * way;
            z += dz * way;
            left_m -= way;
            phase += 2 * Math.PI * way / (0.83 * height); // a cycle of two steps is 0.83 of the height long
        }

        boolean walks() {
            return waits_s == 0 && left_m > 0;
        }

        boolean arrived() {
            return waits_s == 0 && left_m <= 0;
        }
    }

    /** Draws a walker: upright, seen by the way it goes. */
    private static final class Figure {
        private final Graphics2D pen;
        private final Walker who;
        private final Point2D foot;
        private final double px; // of a metre, upright
        private final double side; // share of the way that is across the picture, to the right
        private final double across;

        Figure(Graphics2D pen, View view, Walker who) {
            this.pen = pen;
            this.who = who;
            foot = view.of(who.x, 0, who.z);
            Point2D crown = view.of(who.x, who.height, who.z);
            px = (foot.getY() - crown.getY()) / who.height;
            side = who.dx;
            across = Math.abs(who.dx);
        }

        void draw() {
            double h = who.height;
            double swing = Math.sin(who.phase);
            double bob = 0.012 * h * Math.cos(2 * who.phase);
            double hip = 0.52 * h + bob;
            double shoulder = 0.82 * h + bob;
            double half = 0.115 * h * who.build * (0.62 + 0.38 * (1 - across));
            shadow();
            if (who.luggage == 1) {
                trolley();
            }
            // The far arm and leg first.
            arm(-swing, shoulder, -half, 0.86);
            leg(-swing, hip, -0.25 * half, 0.8);
            leg(swing, hip, 0.25 * half, 1);
            if (who.luggage == 2 && who.dz <= 0) {
                backpack(shoulder, half);
            }
            torso(hip, shoulder, half);
            if (who.luggage == 2 && who.dz > 0) {
                backpack(shoulder, half);
            }
            arm(swing, shoulder, half, 1);
            head(bob, h);
        }

        private double x(double m) {
            return foot.getX() + m * px;
        }

        private double y(double m) {
            return foot.getY() - m * px;
        }

        private void shadow() {
            pen.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.22f));
            pen.setColor(Color.BLACK);
            pen.fill(new Ellipse2D.Double(x(-0.3), y(0.07), 0.68 * px, 0.15 * px));
            pen.setComposite(AlphaComposite.SrcOver);
        }

        private void leg(double swing, double hip, double aside, double light) {
            double thigh = 0.36 * swing;
            double bend = 0.16 * Math.max(0, -Math.cos(who.phase + (light < 1 ? Math.PI : 0)));
            double reach = 0.47 * who.height;
            double knee = hip - 0.49 * reach;
            double kneeX = aside + side * reach * 0.52 * thigh + Math.signum(side) * 0.06 * bend;
            double ankleX = aside + side * reach * 1.05 * thigh - Math.signum(side) * bend * 0.9 * across;
            double ankle = 0.045 * who.height + 0.5 * bend * (0.5 + 0.5 * (1 - across)) + depthStep(swing);
            limb(who.legs, light, 0.085 * who.build, aside, hip, kneeX, knee, ankleX, ankle);
            pen.setColor(shade(new Color(0x1c1a1a), light));
            double toe = 0.10 * side;
            pen.fill(new RoundRectangle2D.Double(
                    x(ankleX - 0.055 + Math.min(0, toe)),
                    y(ankle + 0.012),
                    (0.11 + Math.abs(toe)) * px,
                    0.062 * px,
                    0.05 * px,
                    0.05 * px));
        }

        /** Who walks towards the camera or away has one foot lower in the picture than the other. */
        private double depthStep(double swing) {
            return 0.07 * who.dz * swing;
        }

        private void arm(double swing, double shoulder, double aside, double light) {
            double angle = -0.5 * swing;
            double length = 0.36 * who.height;
            double atX = aside * (1 - 0.55 * across);
            double elbowX = atX + Math.signum(aside) * 0.03 * (1 - across) + side * length * 0.42 * angle;
            double handX = atX + Math.signum(aside) * 0.02 * (1 - across) + side * length * (1.05 * angle + 0.12);
            limb(
                    who.top,
                    0.9 * light,
                    0.066 * who.build,
                    atX,
                    shoulder - 0.03,
                    elbowX,
                    shoulder - 0.48 * length,
                    handX,
                    shoulder - 0.93 * length);
            pen.setColor(shade(who.skin, light));
            pen.fill(new Ellipse2D.Double(
                    x(handX) - 0.04 * px, y(shoulder - 0.96 * length) - 0.03 * px, 0.08 * px, 0.085 * px));
        }

        private void limb(Color color, double light, double thick, double... xy) {
            Path2D line = new Path2D.Double();
            line.moveTo(x(xy[0]), y(xy[1]));
            line.quadTo(x(xy[2]), y(xy[3]), x(xy[4]), y(xy[5]));
            pen.setColor(shade(color, light));
            pen.setStroke(
                    new BasicStroke((float) (2 * thick * px * 0.82), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            pen.draw(line);
        }

        private void torso(double hip, double shoulder, double half) {
            Path2D body = new Path2D.Double();
            double waist = hip + 0.34 * (shoulder - hip);
            body.moveTo(x(-0.92 * half), y(hip - 0.06));
            body.quadTo(x(-0.82 * half), y(waist), x(-1.08 * half), y(shoulder - 0.06));
            body.quadTo(x(-0.95 * half), y(shoulder + 0.025), x(-0.35 * half), y(shoulder + 0.045));
            body.lineTo(x(0.35 * half), y(shoulder + 0.045));
            body.quadTo(x(0.95 * half), y(shoulder + 0.025), x(1.08 * half), y(shoulder - 0.06));
            body.quadTo(x(0.82 * half), y(waist), x(0.92 * half), y(hip - 0.06));
            body.closePath();
            pen.setPaint(new GradientPaint(
                    (float) x(-half), 0, shade(who.top, 1.12), (float) x(half), 0, shade(who.top, 0.78)));
            pen.fill(body);
        }

        private void head(double bob, double h) {
            double middle = 0.925 * h + bob;
            double tall = 0.142 * h;
            double wide = 0.105 * h + 0.012 * across;
            double lean = 0.03 * side;
            pen.setColor(shade(who.skin, 0.86));
            pen.fill(new RoundRectangle2D.Double(
                    x(lean - 0.035), y(middle - 0.02), 0.07 * px, 0.13 * px, 0.03 * px, 0.03 * px));
            Ellipse2D skull = new Ellipse2D.Double(x(lean - wide / 2), y(middle + tall / 2), wide * px, tall * px);
            boolean away = who.dz > 0.35;
            pen.setColor(away ? shade(who.hair, 1) : shade(who.skin, 1));
            pen.fill(skull);
            if (!away) {
                Graphics2D cap = (Graphics2D) pen.create();
                cap.clip(skull);
                cap.setColor(who.hair);
                double back = side == 0 ? 0 : -0.35 * side * wide;
                cap.fill(new Ellipse2D.Double(
                        x(lean - wide * 0.62 + back), y(middle + tall * 0.66), 1.24 * wide * px, 0.62 * tall * px));
                cap.dispose();
            }
        }

        private void trolley() {
            double behind = -0.52 * side;
            double low = -0.10 * who.dz;
            pen.setStroke(new BasicStroke((float) (0.025 * px)));
            pen.setColor(new Color(0x55585c));
            Path2D handle = new Path2D.Double();
            handle.moveTo(x(-0.16 * side), y(0.46 * who.height));
            handle.lineTo(x(behind), y(0.55 - low));
            pen.draw(handle);
            double wide = 0.24 + 0.14 * (1 - across);
            pen.setPaint(new GradientPaint(
                    (float) x(behind - wide / 2),
                    0,
                    shade(who.bag, 1.2),
                    (float) x(behind + wide / 2),
                    0,
                    shade(who.bag, 0.7)));
            pen.fill(new RoundRectangle2D.Double(
                    x(behind - wide / 2), y(0.60 - low), wide * px, 0.56 * px, 0.07 * px, 0.07 * px));
            pen.setColor(new Color(0x202020));
            for (double wheel : new double[] {-0.36, 0.36}) {
                pen.fill(new Ellipse2D.Double(
                        x(behind + wheel * wide) - 0.03 * px, y(0.065 - low), 0.06 * px, 0.065 * px));
            }
        }

        private void backpack(double shoulder, double half) {
            double behind = -0.95 * half * side * (across > 0.3 ? 1.5 : 0);
            double wide = half * (1.5 - 0.5 * across);
            pen.setPaint(new GradientPaint(
                    (float) x(behind - wide / 2),
                    0,
                    shade(who.bag, 1.15),
                    (float) x(behind + wide / 2),
                    0,
                    shade(who.bag, 0.75)));
            pen.fill(new RoundRectangle2D.Double(
                    x(behind - wide / 2), y(shoulder - 0.02), wide * px, 0.42 * px, 0.12 * px, 0.12 * px));
        }

        private static Color shade(Color color, double light) {
            return new Color(
                    Math.clamp((int) (color.getRed() * light), 0, 255),
                    Math.clamp((int) (color.getGreen() * light), 0, 255),
                    Math.clamp((int) (color.getBlue() * light), 0, 255));
        }
    }
}
