package org.gwanmun.server.camera;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import org.gwanmun.server.camera.DrawnScene.Place;
import org.gwanmun.server.camera.DrawnScene.View;

/** What stands still in a {@link DrawnScene}. */
final class Scenery {
    private final Graphics2D pen;
    private final View view;

    Scenery(Graphics2D pen, View view) {
        this.pen = pen;
        this.view = view;
    }

    void draw(Place place) {
        switch (place) {
            case HALL -> hall();
            case STREET -> street();
        }
    }

    /** Side walls 8 m to either side, the far wall at 18 m, 5.5 m high. */
    private void hall() {
        double far = 18;
        double wide = 8;
        double high = 5.5;
        pen.setPaint(new GradientPaint(0, 0, new Color(0xcfd4d6), 0, DrawnScene.HEIGHT_PX, new Color(0xe9ebea)));
        pen.fillRect(0, 0, DrawnScene.WIDTH_PX, DrawnScene.HEIGHT_PX);
        for (int ix = -8; ix < 8; ix++) {
            for (int iz = 1; iz < 18; iz++) {
                boolean dark = (ix + iz & 1) == 0;
                double light = 1 - 0.012 * iz;
                floor(
                        dark ? tint(0xa9a59c, light) : tint(0xbcb8ae, light),
                        new double[][] {{ix, iz}, {ix + 1, iz}, {ix + 1, iz + 1}, {ix, iz + 1}});
            }
        }
        // A guiding line for blind people, and lanes before the desks.
        floor(new Color(0xc9a227), new double[][] {{-0.18, 1}, {0.18, 1}, {0.18, 17.9}, {-0.18, 17.9}});
        for (double x : new double[] {-6.4, -3.6, 3.6, 6.4}) {
            floor(new Color(0x8f8b83), new double[][] {{x - 0.04, 9}, {x + 0.04, 9}, {x + 0.04, 14}, {x - 0.04, 14}});
        }
        upright(
                new Color(0xd9d7d0),
                new double[][] {{-wide, 0, far}, {wide, 0, far}, {wide, high, far}, {-wide, high, far}});
        wall(-wide, far, high, new Color(0xc3c2bc));
        wall(wide, far, high, new Color(0xcbcac4));
        for (double x : new double[] {-5.2, 0.4, 5.4}) {
            door(x, far);
        }
        upright(
                new Color(0x1f4e79),
                new double[][] {{-7.4, 3.3, far}, {7.4, 3.3, far}, {7.4, 4.1, far}, {-7.4, 4.1, far}});
        for (double x : new double[] {-6.6, -2.4, 2.6}) {
            upright(
                    new Color(0xf0f3f5),
                    new double[][] {{x, 3.52, far}, {x + 1.5, 3.52, far}, {x + 1.5, 3.88, far}, {x, 3.88, far}});
            upright(new Color(0xf2b632), new double[][] {
                {x + 1.7, 3.5, far}, {x + 2.1, 3.5, far}, {x + 2.1, 3.9, far}, {x + 1.7, 3.9, far}
            });
        }
        ceiling(far, wide, high);
        for (double z : new double[] {15.2, 10.6}) {
            column(-6.9, z, high);
            column(6.9, z, high);
        }
        counter(-7.6, -5.9, 8.2);
        counter(5.9, 7.6, 8.2);
        shine(far);
    }

    private void wall(double x, double far, double high, Color color) {
        upright(color, new double[][] {{x, 0, 0.8}, {x, 0, far}, {x, high, far}, {x, high, 0.8}});
        for (double z = 5; z < far - 2; z += 4) {
            upright(new Color(0x9fb7c6), new double[][] {{x, 1.2, z}, {x, 1.2, z + 2.6}, {x, 3.6, z + 2.6}, {x, 3.6, z}
            });
            upright(new Color(0xb9cdd8), new double[][] {{x, 2.4, z}, {x, 2.4, z + 2.6}, {x, 3.5, z + 2.6}, {x, 3.5, z}
            });
        }
        upright(new Color(0x84827c), new double[][] {{x, 0, 0.8}, {x, 0, far}, {x, 0.14, far}, {x, 0.14, 0.8}});
    }

    private void door(double x, double far) {
        upright(
                new Color(0x6d7a82),
                new double[][] {{x - 1.2, 0, far}, {x + 1.2, 0, far}, {x + 1.2, 2.8, far}, {x - 1.2, 2.8, far}});
        for (double half : new double[] {-1.1, 0.05}) {
            upright(new Color(0x93a9b4), new double[][] {
                {x + half, 0.05, far}, {x + half + 1.05, 0.05, far}, {x + half + 1.05, 2.7, far}, {x + half, 2.7, far}
            });
        }
    }

    private void ceiling(double far, double wide, double high) {
        upright(
                new Color(0xe4e6e4),
                new double[][] {{-wide, high, 0.8}, {wide, high, 0.8}, {wide, high, far}, {-wide, high, far}});
        for (double x : new double[] {-4.5, 0, 4.5}) {
            for (double z = 9; z < far - 1; z += 3) {
                upright(new Color(0xfdfefb), new double[][] {
                    {x - 0.25, high, z}, {x + 0.25, high, z}, {x + 0.25, high, z + 1.8}, {x - 0.25, high, z + 1.8}
                });
            }
        }
    }

    private void column(double x, double z, double high) {
        pen.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.2f));
        floor(
                Color.BLACK,
                new double[][] {{x - 0.4, z - 0.5}, {x + 0.7, z - 0.5}, {x + 0.7, z + 0.3}, {x - 0.4, z + 0.3}});
        pen.setComposite(AlphaComposite.SrcOver);
        Point2D left = view.of(x - 0.35, 1, z);
        Point2D right = view.of(x + 0.35, 1, z);
        shape(
                new GradientPaint(
                        (float) left.getX(), 0, new Color(0xeceae4), (float) right.getX(), 0, new Color(0x98958d)),
                new double[][] {{x - 0.35, 0, z}, {x + 0.35, 0, z}, {x + 0.35, high, z}, {x - 0.35, high, z}});
    }

    private void counter(double from, double to, double z) {
        upright(new Color(0x5d4a3a), new double[][] {{from, 0, z}, {to, 0, z}, {to, 1.05, z}, {from, 1.05, z}});
        upright(
                new Color(0x7b6550),
                new double[][] {{from, 1.05, z}, {to, 1.05, z}, {to, 1.05, z + 0.7}, {from, 1.05, z + 0.7}});
        double side = from < 0 ? to : from;
        upright(
                new Color(0x4a3b2e),
                new double[][] {{side, 0, z}, {side, 0, z + 0.7}, {side, 1.05, z + 0.7}, {side, 1.05, z}});
        upright(new Color(0x22282d), new double[][] {
            {from + 0.5, 1.08, z + 0.3},
            {from + 1.1, 1.08, z + 0.3},
            {from + 1.1, 1.5, z + 0.3},
            {from + 0.5, 1.5, z + 0.3}
        });
    }

    /** Light from the far doors on the polished floor. */
    private void shine(double far) {
        pen.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.14f));
        for (double x : new double[] {-5.2, 0.4, 5.4}) {
            floor(Color.WHITE, new double[][] {
                {x - 1.1, far - 0.1}, {x + 1.1, far - 0.1}, {x + 0.7, far - 7}, {x - 0.7, far - 7}
            });
        }
        pen.setComposite(AlphaComposite.SrcOver);
    }

    /** A pavement from 3.5 to 9 m, a road to 12.5 m, the far pavement to 17 m, and the terminal's front behind it. */
    private void street() {
        pen.setPaint(new GradientPaint(0, 0, new Color(0xb8cbd8), 0, 200, new Color(0xe2e8ea)));
        pen.fillRect(0, 0, DrawnScene.WIDTH_PX, DrawnScene.HEIGHT_PX);
        floor(new Color(0xa7a49d), new double[][] {{-30, 1}, {30, 1}, {30, 40}, {-30, 40}});
        for (int ix = -12; ix < 12; ix++) {
            for (int iz = 1; iz < 9; iz++) {
                floor((ix + 2 * iz) % 3 == 0 ? new Color(0xb3afa6) : new Color(0xaba79e), new double[][] {
                    {ix + 0.02, iz + 0.02}, {ix + 0.98, iz + 0.02}, {ix + 0.98, iz + 0.98}, {ix + 0.02, iz + 0.98}
                });
            }
        }
        floor(new Color(0xd0ccc2), new double[][] {{-30, 8.8}, {30, 8.8}, {30, 9.05}, {-30, 9.05}});
        floor(new Color(0x5b5d60), new double[][] {{-30, 9.05}, {30, 9.05}, {30, 12.3}, {-30, 12.3}});
        for (double x = -2.6; x < 3; x += 0.9) {
            floor(new Color(0xe4e4df), new double[][] {{x, 9.2}, {x + 0.45, 9.2}, {x + 0.45, 12.2}, {x, 12.2}});
        }
        for (double x = -20; x < 20; x += 2.4) {
            if (Math.abs(x) > 4) {
                floor(new Color(0xd9c77a), new double[][] {{x, 10.62}, {x + 1.3, 10.62}, {x + 1.3, 10.74}, {x, 10.74}});
            }
        }
        floor(new Color(0xd0ccc2), new double[][] {{-30, 12.3}, {30, 12.3}, {30, 12.5}, {-30, 12.5}});
        floor(new Color(0xb9b6ae), new double[][] {{-30, 12.5}, {30, 12.5}, {30, 17}, {-30, 17}});
        front(17);
        for (double x : new double[] {-8.5, 8.5}) {
            planter(x, 15.6);
        }
        lamp(-5.4, 12.9);
        lamp(6.2, 12.9);
        taxi(-9.2, 10.0);
    }

    private void front(double z) {
        upright(new Color(0xc7c3b8), new double[][] {{-30, 0, z}, {30, 0, z}, {30, 9, z}, {-30, 9, z}});
        for (double x = -20; x < 20; x += 2.6) {
            upright(new Color(0x7f99a8), new double[][] {{x, 0.3, z}, {x + 2.3, 0.3, z}, {x + 2.3, 3.3, z}, {x, 3.3, z}
            });
            upright(new Color(0x9cb4c0), new double[][] {{x, 2.0, z}, {x + 2.3, 2.6, z}, {x + 2.3, 3.3, z}, {x, 3.3, z}
            });
            upright(new Color(0x8fa7b4), new double[][] {{x, 4.4, z}, {x + 2.3, 4.4, z}, {x + 2.3, 6.6, z}, {x, 6.6, z}
            });
        }
        upright(new Color(0x4f5a61), new double[][] {{1.2, 0, z}, {3.8, 0, z}, {3.8, 2.9, z}, {1.2, 2.9, z}});
        upright(new Color(0x26323a), new double[][] {{1.4, 0, z}, {3.6, 0, z}, {3.6, 2.7, z}, {1.4, 2.7, z}});
        upright(
                new Color(0x2b5c86),
                new double[][] {{-30, 3.5, z - 1.4}, {30, 3.5, z - 1.4}, {30, 4.0, z - 1.4}, {-30, 4.0, z - 1.4}});
        upright(
                new Color(0x9a968c),
                new double[][] {{-30, 3.5, z - 1.4}, {30, 3.5, z - 1.4}, {30, 3.5, z}, {-30, 3.5, z}});
    }

    private void planter(double x, double z) {
        upright(new Color(0x6e6a62), new double[][] {{x - 1, 0, z}, {x + 1, 0, z}, {x + 1, 0.55, z}, {x - 1, 0.55, z}});
        for (int i = 0; i < 7; i++) {
            Point2D leaf = view.of(x - 0.9 + 0.3 * i, 0.75 + 0.16 * (i % 3), z);
            double r = 0.34 * view.focal_px() / view.depth(0.8, z);
            pen.setColor(i % 2 == 0 ? new Color(0x4c6b3c) : new Color(0x5d7f49));
            pen.fill(new java.awt.geom.Ellipse2D.Double(leaf.getX() - r, leaf.getY() - r, 2 * r, 2 * r));
        }
    }

    private void lamp(double x, double z) {
        Point2D foot = view.of(x, 0, z);
        Point2D top = view.of(x, 4.6, z);
        pen.setColor(new Color(0x3c4145));
        pen.setStroke(new BasicStroke((float) (0.14 * view.focal_px() / view.depth(2, z))));
        pen.draw(new java.awt.geom.Line2D.Double(foot, top));
    }

    private void taxi(double x, double z) {
        pen.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.3f));
        floor(
                Color.BLACK,
                new double[][] {{x - 0.1, z - 0.15}, {x + 4.5, z - 0.15}, {x + 4.5, z + 1.7}, {x - 0.1, z + 1.7}});
        pen.setComposite(AlphaComposite.SrcOver);
        upright(
                new Color(0xb06a1a),
                new double[][] {{x, 0.95, z}, {x + 4.4, 0.95, z}, {x + 4.4, 0.95, z + 1.7}, {x, 0.95, z + 1.7}});
        upright(new Color(0x28343c), new double[][] {
            {x + 0.9, 0.95, z + 0.1}, {x + 3.6, 0.95, z + 0.1}, {x + 3.1, 1.42, z + 0.25}, {x + 1.4, 1.42, z + 0.25}
        });
        upright(new Color(0xd98a2b), new double[][] {
            {x + 1.4, 1.42, z + 0.25}, {x + 3.1, 1.42, z + 0.25}, {x + 3.1, 1.42, z + 1.4}, {x + 1.4, 1.42, z + 1.4}
        });
        upright(new Color(0xd98a2b), new double[][] {{x, 0.25, z}, {x + 4.4, 0.25, z}, {x + 4.4, 0.95, z}, {x, 0.95, z}
        });
        double r = 0.33 * view.focal_px() / view.depth(0.3, z);
        for (double wheel : new double[] {0.85, 3.5}) {
            Point2D middle = view.of(x + wheel, 0.32, z);
            pen.setColor(new Color(0x1d1f21));
            pen.fill(new java.awt.geom.Ellipse2D.Double(middle.getX() - r, middle.getY() - r, 2 * r, 2 * r));
            pen.setColor(new Color(0x9a9da0));
            pen.fill(new java.awt.geom.Ellipse2D.Double(middle.getX() - r / 2, middle.getY() - r / 2, r, r));
        }
    }

    private void floor(Paint paint, double[][] corners) {
        double[][] flat = new double[corners.length][];
        for (int i = 0; i < corners.length; i++) {
            flat[i] = new double[] {corners[i][0], 0, corners[i][1]};
        }
        shape(paint, flat);
    }

    private void upright(Color color, double[][] corners) {
        shape(color, corners);
    }

    private void shape(Paint paint, double[][] corners) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < corners.length; i++) {
            Point2D at = view.of(corners[i][0], corners[i][1], corners[i][2]);
            if (i == 0) {
                path.moveTo(at.getX(), at.getY());
            } else {
                path.lineTo(at.getX(), at.getY());
            }
        }
        path.closePath();
        pen.setPaint(paint);
        pen.fill(path);
    }

    private static Color tint(int rgb, double light) {
        Color color = new Color(rgb);
        return new Color(
                (int) (color.getRed() * light), (int) (color.getGreen() * light), (int) (color.getBlue() * light));
    }
}
