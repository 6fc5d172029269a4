package org.gwanmun.xray.matter;

import org.gwanmun.core.message.MessageKey;

/** What can be wrong with the name of a material or a request for its cross sections. */
public enum MatterMessage implements MessageKey {
    /** {0} what was asked for. */
    UNKNOWN_MATERIAL,
    /** {0} what was asked for, {1} nearest name. */
    UNKNOWN_MATERIAL_NEAR,
    /** {0} formula. */
    DENSITY_NEEDED,
    /** {0} energy, {1} lowest, {2} highest. */
    ENERGY_OUT_OF_RANGE,
    /** {0} sum of mass fractions. */
    FRACTIONS_DO_NOT_SUM,
    /** {0} tube voltage, {1} lowest, {2} highest. */
    KVP_OUT_OF_RANGE,
    /** {0} anode angle, {1} smallest, {2} largest. */
    ANODE_ANGLE_OUT_OF_RANGE,
    /** {0} tube current in mA. */
    CURRENT_OUT_OF_RANGE,
    /** {0} the filter as typed. */
    NOTHING_PASSES,
    /** {0} the filter as typed. */
    BAD_FILTER
}
