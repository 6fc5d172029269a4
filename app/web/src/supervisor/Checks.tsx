import { useEffect, useState } from "react";
import { api } from "../api/client";
import type { MachineChecks } from "../api/types";
import type { Say } from "../i18n/language";

const WIDTH = 120;
const HEIGHT = 22;

/** Daily checks of the machines with the test object: what has drifted first, then every score with its history. */
export function Checks({ say }: { say: Say }) {
  const [machines, setMachines] = useState<MachineChecks[] | null>(null);
  useEffect(() => {
    api.checks().then(setMachines, () => setMachines([]));
  }, []);
  return (
    <section aria-label={say("checks")} data-testid="checks">
      <h2>{say("checks")}</h2>
      {machines?.length === 0 && <p className="quiet">{say("checksNone")}</p>}
      {(machines ?? []).map((machine) => (
        <Machine key={machine.lane} machine={machine} say={say} />
      ))}
    </section>
  );
}

function Machine({ machine, say }: { machine: MachineChecks; say: Say }) {
  const last = machine.checks.at(-1);
  const drifted = new Map(machine.drifts.map((drift) => [drift.score, drift]));
  return (
    <details open={machine.drifts.length > 0}>
      <summary>
        <strong>{machine.lane}</strong> {machine.scanner} · {last && say("checksLast", last.at.slice(0, 16).replace("T", " "), machine.checks.length)}{" "}
        {machine.drifts.length > 0
          ? <span className="alarm" role="alert">⚠ {say("checksDrift", machine.drifts.length)}</span>
          : <span className="quiet">{say("checksSteady")}</span>}
      </summary>
      <table>
        <tbody>
          {Object.keys(last?.scores ?? {}).concat(machine.drifts.filter((drift) => drift.value === null).map((drift) => drift.score)).map((score) => {
            const drift = drifted.get(score);
            const value = last?.scores[score];
            return (
              <tr key={score} className={drift ? "alarmed" : ""}>
                <th scope="row">{score}</th>
                <td>{value === undefined ? "–" : Number(value.toPrecision(3))}</td>
                <td><Course values={machine.checks.map((check) => check.scores[score] ?? null)} name={score} /></td>
                <td>{drift ? `⚠ ${say("checksRange", Number(drift.low.toPrecision(3)), Number(drift.high.toPrecision(3)))}` : ""}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
}

/** How a score went from check to check. */
function Course({ values, name }: { values: (number | null)[]; name: string }) {
  const known = values.filter((value) => value !== null);
  const low = Math.min(...known);
  const span = Math.max(...known) - low || 1;
  const points = values.flatMap((value, i) =>
    value === null ? [] : [`${((i + 0.5) / values.length) * WIDTH},${HEIGHT - 3 - ((value - low) / span) * (HEIGHT - 6)}`],
  );
  return (
    <svg width={WIDTH} height={HEIGHT} role="img" aria-label={name}>
      <polyline points={points.join(" ")} fill="none" stroke="currentColor" strokeWidth="1.5" />
      {points.length > 0 && <circle cx={points.at(-1)?.split(",")[0]} cy={points.at(-1)?.split(",")[1]} r="2.5" fill="currentColor" />}
    </svg>
  );
}
