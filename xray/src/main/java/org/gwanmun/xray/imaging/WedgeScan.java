package org.gwanmun.xray.imaging;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.xray.machine.Calibration;
import org.gwanmun.xray.machine.MachineMessage;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.machine.WedgePlan;
import org.gwanmun.xray.matter.Material;

/**
 * A calibration from a real wedge: the raw scan of it and the plan of what lay where. Each step's attenuation is −ln of the
 * mean transmission over its rectangle, after the same corrections as any scan; its areal density is ρ t times the slant of
 * the ray there.
 */
public final class WedgeScan {
    private static final double LEAST_TRANSMISSION = 0.0008; // below this a mean of noise says little

    private WedgeScan() {}

    /**
     * Measures a wedge.
     *
     * @throws Refusal if the plan is another machine's or leaves the raster, if a material has fewer than {@value
     *     Calibration#LEAST_STEPS} usable steps, or if no spectrum explains the steps
     */
    public static Calibration measure(ScannerProfile profile, RawScan scan, WedgePlan plan) {
        if (!plan.scanner().equals(scan.scanner()) || !plan.scanner().equals(profile.name())) {
            throw Refusal.badInput(MachineMessage.WRONG_CALIBRATION, plan.scanner(), scan.scanner());
        }
        List<Calibration.ViewWedge> views = new ArrayList<>();
        for (WedgePlan.ViewPlan view : plan.views()) {
            views.add(Calibration.ViewWedge.fitted(view.view(), steps(profile, scan, view)));
        }
        Calibration calibration = new Calibration(profile.name(), scan.started(), views);
        calibration.refuseUnfit();
        return calibration;
    }

    private static List<Calibration.Steps> steps(ScannerProfile profile, RawScan scan, WedgePlan.ViewPlan plan) {
        ScannerProfile.View geometry = profile.view(plan.view())
                .orElseThrow(() -> Refusal.badInput(ImagingMessage.VIEW_NOT_IN_PROFILE, plan.view(), profile.name()));
        Normalisation[] channels = new Normalisation[2];
        for (int layer = 0; layer < 2; layer++) {
            String name = plan.view() + (layer == 0 ? "/low" : "/high");
            RawScan.Channel channel = scan.channel(name)
                    .orElseThrow(() -> Refusal.badInput(ImagingMessage.CHANNEL_MISSING, name, WedgePlan.FILE));
            double line_s = channel.linePitch_mm() / profile.beltSpeed_mm_s();
            channels[layer] = Normalisation.of(channel, java.util.Optional.of(geometry), line_s, layer);
        }
        Map<String, List<double[]>> rows = new LinkedHashMap<>();
        Map<String, Material> materials = new LinkedHashMap<>();
        for (WedgePlan.Step step : plan.steps()) {
            double low = mean(channels[0], step);
            double high = mean(channels[1], step);
            if (low > LEAST_TRANSMISSION && high > LEAST_TRANSMISSION && low < 1 && high < 1) {
                double slant = geometry.slant((step.firstPixel() + step.lastPixel()) / 2.0);
                double areal = step.material().density_g_cm3() * step.thickness_mm() / 10 * slant;
                materials.put(step.material().name(), step.material());
                rows.computeIfAbsent(step.material().name(), n -> new ArrayList<>())
                        .add(new double[] {areal, -Math.log(low), -Math.log(high)});
            }
        }
        List<Calibration.Steps> all = new ArrayList<>();
        rows.forEach((name, list) -> {
            list.sort(Comparator.comparingDouble(row -> row[0]));
            if (list.size() < Calibration.LEAST_STEPS) {
                throw Refusal.badInput(
                        MachineMessage.TOO_FEW_STEPS, name, plan.view(), list.size(), Calibration.LEAST_STEPS);
            }
            Material material = materials.get(name);
            all.add(new Calibration.Steps(
                    name,
                    material == null ? 0 : material.composition().zeff(),
                    material == null ? 0 : material.composition().electrons_mol_per_g(),
                    column(list, 0),
                    column(list, 1),
                    column(list, 2)));
        });
        if (all.size() < 2) {
            throw Refusal.badInput(MachineMessage.TOO_FEW_MATERIALS, plan.view(), all.size());
        }
        return all;
    }

    private static double mean(Normalisation channel, WedgePlan.Step step) {
        if (step.lastLine() >= channel.lines || step.lastPixel() >= channel.pixels) {
            throw Refusal.badInput(
                    MachineMessage.STEP_OUTSIDE,
                    step.material().name(),
                    step.thickness_mm(),
                    step.lastLine(),
                    step.lastPixel(),
                    channel.lines,
                    channel.pixels);
        }
        double sum = 0;
        for (int line = step.firstLine(); line <= step.lastLine(); line++) {
            for (int p = step.firstPixel(); p <= step.lastPixel(); p++) {
                sum += channel.transmission[line * channel.pixels + p];
            }
        }
        int count = (step.lastLine() - step.firstLine() + 1) * (step.lastPixel() - step.firstPixel() + 1);
        return sum / count;
    }

    private static double[] column(List<double[]> rows, int column) {
        return rows.stream().mapToDouble(row -> row[column]).toArray();
    }
}
