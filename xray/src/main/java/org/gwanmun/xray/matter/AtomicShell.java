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

    /** The number xraylib gives the shell, 0–3. */
    int index() {
        return index;
    }
}
