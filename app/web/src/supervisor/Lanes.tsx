import { useState } from "react";
import { api } from "../api/client";
import type { Lane } from "../api/types";
import { alarming, MachineWord } from "../belt/Machine";
import type { Say } from "../i18n/language";
import { percent } from "../i18n/quantities";
import { Checks } from "./Checks";
import { useLanes } from "./useLanes";

/** The lanes at a glance: machine, queue, rate, and what became of today's parcels. */
export function Lanes({ say }: { say: Say }) {
  const { lanes, tally, lost } = useLanes();
  const [message, setMessage] = useState<string | null>(null);
  const switchBelt = (lane: Lane, action: "stop" | "start") => {
    setMessage(say(action === "stop" ? "beltStopSent" : "beltStartSent", lane.name));
    api.belt(lane.name, action).catch((error: unknown) => setMessage(`⚠ ${say("beltRefused", error instanceof Error ? error.message : "")}`));
  };
  const seconds = (s: number | null | undefined) => (s == null ? "–" : `${s.toFixed(1)} s`);
  const figures = tally && ([
    ["judged", tally.judged.toLocaleString()],
    ["openingRate", percent(tally.inspect)],
    ["hitRate", percent(tally.found)],
    ["medianReading", seconds(tally.reading_s.median)],
    ["slowReading", seconds(tally.reading_s.p90)],
    ["late", tally.late.toLocaleString()],
  ] as const);
  return (
    <main className="console" data-testid="lanes-page">
      <section aria-label={say("today")}>
        <h2>{say("today")}</h2>
        {!figures && <p className="quiet">{say("statisticsComing")}</p>}
        <dl className="figures" hidden={!figures}>
          {(figures ?? []).map(([key, value]) => (
            <div key={key}>
              <dt>{say(key)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-label={say("pageLanes")}>
        <div className="spread">
          <h2>{say("pageLanes")}</h2>
          <span className="quiet" role="status">{lost ? say("noServer") : (message ?? "")}</span>
        </div>
        <table data-testid="lanes-table">
          <thead>
            <tr>
              {(["lane", "machine", "tube", "dose", "beltSpeed", "waiting", "perHour", "judged", "openingRate", "hitRate", "medianReading", "belt"] as const).map((key) => (
                <th key={key} scope="col">{say(key)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(lanes ?? []).map((lane) => {
              const own = tally?.by_lane.find((one) => one.lane === lane.name);
              const moving = lane.state === "running" || lane.state === "reversing";
              return (
                <tr key={lane.name} className={alarming(lane.state) ? "alarmed" : ""}>
                  <th scope="row">{lane.name}</th>
                  <td><MachineWord lane={lane} say={say} />{lane.manual && <span className="mismatch"> ⚠ {say("manualReading")}</span>}</td>
                  <td>{lane.kv.toFixed(0)} kV · {lane.ma.toFixed(1)} mA</td>
                  <td>{lane.dose_uSv_h.toFixed(2)} µSv/h</td>
                  <td>{lane.belt_m_s.toFixed(2)} m/s</td>
                  <td>{lane.waiting}</td>
                  <td>{lane.per_hour} /h</td>
                  <td>{own?.judged ?? "–"}</td>
                  <td>{own ? percent(own.inspect) : "–"}</td>
                  <td>{own ? percent(own.found) : "–"}</td>
                  <td>{seconds(own?.reading_s.median)}</td>
                  <td>
                    <button type="button" onClick={() => switchBelt(lane, moving ? "stop" : "start")} aria-label={`${lane.name} ${say(moving ? "beltStop" : "beltStart")}`}>
                      {moving ? "■" : "▶"} {say(moving ? "beltStop" : "beltStart")}
                    </button>
                  </td>
                </tr>
              );
            })}
            {lanes?.length === 0 && <tr><td colSpan={12} className="quiet">{say("noLanes")}</td></tr>}
          </tbody>
        </table>
      </section>
      <Checks say={say} />
    </main>
  );
}
