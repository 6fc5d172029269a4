package org.gwanmun.xray.twin.scatter;

import java.util.List;

/** The panels of a head as a point sees them, and directions to them. Working memory of one thread. */
final class HeadView {
    private final PanelView[] panels;
    private final boolean[] betweenSepta;
    private HeadOptics head;
    private int count;

    /** Solid angle of all panels, septa not counted, in steradian; 0 if nothing is seen. */
    double solid_sr;

    /** The direction of the last {@link #choose}, and how far the panel is there. */
    double dx;

    double dy;
    double dz;
    double far_mm;

    HeadView(List<HeadOptics> heads) {
        int most = 0;
        for (HeadOptics it : heads) {
            most = Math.max(most, it.panels());
        }
        panels = new PanelView[most];
        betweenSepta = new boolean[most];
        for (int i = 0; i < most; i++) {
            panels[i] = new PanelView();
        }
        head = heads.getFirst();
    }

    /** Looks from a point that lies {@code x} from the pencil's plane. */
    void look(HeadOptics at, double x, double y, double z) {
        head = at;
        count = head.panels();
        solid_sr = 0;
        for (int i = 0; i < count; i++) {
            betweenSepta[i] = head.look(i, x, y, z, panels[i]);
            solid_sr += panels[i].solid_sr;
        }
    }

    /**
     * Chooses a direction, for uniform u and v in [0, 1).
     *
     * @return the solid angle that it stands for, less what septa stop
     */
    double choose(double u, double v) {
        double place = u * solid_sr;
        int i = 0;
        while (i + 1 < count && place >= panels[i].solid_sr) {
            place -= panels[i].solid_sr;
            i++;
        }
        PanelView panel = panels[i];
        double within = Math.min(place / panel.solid_sr, Math.nextDown(1.0));
        double density = 1;
        double across = v;
        if (betweenSepta[i]) { // as many directions as they let pass, a triangle
            across = v < 0.5 ? Math.sqrt(v / 2) : 1 - Math.sqrt((1 - v) / 2);
            density = 4 * Math.max(Math.min(across, 1 - across), 1e-9);
        }
        panel.sample(within, across);
        dx = panel.dx;
        dy = panel.dy;
        dz = panel.dz;
        far_mm = panel.far_mm;
        return solid_sr * head.passes(dy, dz) / density;
    }
}
