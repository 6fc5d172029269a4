package org.gwanmun.xray.scene;

import java.util.List;

/** The closed list of what an object may be marked as, shared with the classes of findings. */
public final class Threats {
    /** Every legal word, in the order of the documentation. */
    public static final List<String> WORDS = List.of(
            "narcotics/methamphetamine",
            "narcotics/ketamine",
            "narcotics/mdma",
            "narcotics/cocaine",
            "narcotics/heroin",
            "narcotics/fentanyl",
            "narcotics/amphetamine",
            "narcotics/cannabis",
            "narcotics/lsd",
            "narcotics/other",
            "pills",
            "liquid",
            "currency",
            "firearm",
            "blade",
            "ammunition",
            "explosive",
            "battery",
            "organic-anomaly",
            "declaration-mismatch");

    private Threats() {}
}
