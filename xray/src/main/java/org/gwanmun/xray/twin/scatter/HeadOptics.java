package org.gwanmun.xray.twin.scatter;

import java.util.List;
import org.gwanmun.xray.machine.PencilBeam;
import org.gwanmun.xray.matter.Spectrum;
import org.gwanmun.xray.twin.Deposit;

/** What a head sees of a point, and what its scintillator keeps of a photon. */
final class HeadOptics {
    final PencilBeam.ScatterHead head;

    /** Of a photon that meets the head, by bin: the chance to be stopped, the energy kept in keV, and its square. */
    final double[] stopped;

    final double[] mean_keV = new double[Spectrum.BINS];
    final double[] square_keV2 = new double[Spectrum.BINS];
    private final double septaSlope;
    private final PencilBeam.Panel[] panels;

    HeadOptics(PencilBeam.ScatterHead head) {
        this.head = head;
        panels = head.panels().toArray(PencilBeam.Panel[]::new);
        Deposit deposit = new Deposit(head.scintillator());
        stopped = deposit.stopped;
        for (int bin = 0; bin < Spectrum.BINS; bin++) {
            mean_keV[bin] = deposit.stopped[bin] * deposit.mean_keV[bin];
            square_keV2[bin] = deposit.stopped[bin] * deposit.meanSquare_keV2[bin];
        }
        septaSlope = head.septa_deg() < 90 ? Math.tan(Math.toRadians(head.septa_deg())) : Double.POSITIVE_INFINITY;
    }

    static List<HeadOptics> of(PencilBeam pencil) {
        return pencil.heads().stream().map(HeadOptics::new).toList();
    }

    /** Whether it is above the belt and what lies there. */
    boolean above() {
        return panels[0].z_mm() > 0;
    }

    int panels() {
        return panels.length;
    }

    /**
     * Looks at a panel, as far as its septa are open, from a point that lies {@code x} from the pencil's plane.
     *
     * @return whether it is septa that end the view on both sides
     */
    boolean look(int panel, double x, double y, double z, PanelView view) {
        PencilBeam.Panel it = panels[panel];
        double dz = it.z_mm() - z;
        double open = Math.abs(dz) * septaSlope;
        double fromY = it.y_mm() - it.width_mm() / 2 - y;
        double toY = it.y_mm() + it.width_mm() / 2 - y;
        view.look(
                it.x_mm() - it.length_mm() / 2 - x,
                it.x_mm() + it.length_mm() / 2 - x,
                Math.max(fromY, -open),
                Math.min(toY, open),
                dz);
        return -open > fromY && open < toY;
    }

    /** Whether a direction from a point that lies {@code x} from the pencil's plane meets a panel. */
    boolean meets(double x, double y, double z, double dx, double dy, double dz) {
        for (PencilBeam.Panel it : panels) {
            double far = (it.z_mm() - z) / dz;
            if (far > 0
                    && Math.abs(x + far * dx - it.x_mm()) < it.length_mm() / 2
                    && Math.abs(y + far * dy - it.y_mm()) < it.width_mm() / 2) {
                return true;
            }
        }
        return false;
    }

    /**
     * What part of the photons in a direction the septa let pass: lamellae whose pitch is their height times the slope, so that
     * the part falls linearly with |dy/dz| and ends there.
     */
    double passes(double dy, double dz) {
        return Double.isInfinite(septaSlope) ? 1 : Math.max(0, 1 - Math.abs(dy) / (Math.abs(dz) * septaSlope));
    }
}
