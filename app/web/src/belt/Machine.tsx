import type { Lane, LaneState } from "../api/types";
import type { Say } from "../i18n/language";

/** A sign beside the word, so that colour is never the only difference. */
const SIGNS: Record<LaneState, string> = {
  offline: "✕", warming_up: "◔", ready: "○", running: "●", stopped: "■", reversing: "◀", interlock: "⚠", fault: "⚠",
};

export function alarming(state: LaneState): boolean {
  return state === "fault" || state === "interlock";
}

/** The state of a machine by sign and word, with the code of a fault. */
export function MachineWord({ lane, say }: { lane: Lane; say: Say }) {
  return (
    <strong className={alarming(lane.state) ? "alarm" : lane.state === "offline" ? "quiet" : ""}>
      {SIGNS[lane.state]} {say(`state_${lane.state}`)}{lane.code ? ` ${lane.code}` : ""}
    </strong>
  );
}

/** State, tube and dose of the lane whose parcel is read, at a glance. */
export function Machine({ lane, say }: { lane: Lane | undefined; say: Say }) {
  if (!lane) {
    return <span className="machine quiet">{say("noMachine")}</span>;
  }
  return (
    <span className="machine" data-testid="machine" title={lane.manual ? say("manualReading") : undefined}>
      <MachineWord lane={lane} say={say} />
      <span className="quiet">{lane.kv.toFixed(0)} kV · {lane.ma.toFixed(1)} mA</span>
      <span className="quiet">{lane.dose_uSv_h.toFixed(2)} µSv/h</span>
    </span>
  );
}
