package org.gwanmun.xray.matter;

import com.github.tschoonj.xraylib.Xraylib;

/** The shells whose vacancies make the fluorescence that matters between 10 and 200 keV. */
public enum AtomicShell {
    K(Xraylib.K_SHELL),
    L1(Xraylib.L1_SHELL),
    L2(Xraylib.L2_SHELL),
    L3(Xraylib.L3_SHELL);

    private final int index;

    AtomicShell(int index) {
        this.index = index;
    }

    /** From 0, the innermost, to 3, as xraylib numbers them. */
    public int index() {
        return index;
    }
}
