package org.gwanmun.xray.matter;

/**
 * An element of any atomic number, whole or not: cross sections per electron, photoelectric and Rayleigh interpolated as
 * powers of Z between the neighbouring elements, Compton linearly. What lies on the line of elements of a dual-energy picture.
 * Valid for Z = 4 … 60 above the edges of the elements there.
 */
public final class VirtualElement {
    private VirtualElement() {}

    /** Attenuation coefficient per electron in cm²/mol, at each energy. */
    public static double[] muPerElectron(double z, double[] energy_keV) {
        int lower = (int) Math.floor(Math.clamp(z, 1, 91));
        double between = Math.log(z / lower) / Math.log((lower + 1.0) / lower);
        Composition a = element(lower);
        Composition b = element(lower + 1);
        double[] mu = new double[energy_keV.length];
        for (int k = 0; k < mu.length; k++) {
            CrossSections.Point p = CrossSections.at(a, energy_keV[k]);
            CrossSections.Point q = CrossSections.at(b, energy_keV[k]);
            double ea = a.electrons_mol_per_g();
            double eb = b.electrons_mol_per_g();
            mu[k] = power(p.photoelectric() / ea, q.photoelectric() / eb, between)
                    + power(p.rayleigh() / ea, q.rayleigh() / eb, between)
                    + (1 - between) * p.compton() / ea
                    + between * q.compton() / eb;
        }
        return mu;
    }

    private static double power(double a, double b, double between) {
        return a * Math.pow(b / a, between);
    }

    private static Composition element(int z) {
        return Composition.ofElement(z);
    }
}
