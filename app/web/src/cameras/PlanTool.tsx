import { useEffect, useRef, useState } from "react";
import type { Say } from "../i18n/language";
import { ground, inverse, magnification, through } from "./ground";
import { gridStep_m, ticks, toPlan, toView, typedMetres, whole, type PlanView } from "./planView";
import { Handle, Surface } from "./Surface";
import type { Plan, Point } from "./types";
import { complete, LEAST_PAIRS, type PlanWork } from "./usePlan";
import { useSize } from "./useSize";
import { metres, pixels } from "./words";
import { SaveRow } from "./ZoneTool";

interface Props {
  tool: PlanWork;
  may: boolean;
  say: Say;
}

function times(plan: Plan): number {
  return magnification(Math.max(0, ...plan.pairs.map((pair) => pair.error_px)));
}

/** The floor's squares as the camera sees them. */
export function GroundGrid({ plan, width_px, height_px }: { plan: Plan; width_px: number; height_px: number }) {
  const { lines } = ground(plan.homography, plan.pairs, width_px, height_px);
  return (
    <g className="ground" aria-hidden="true" data-testid="ground-grid">
      <path d={lines.map((line) => `M${line.map((point) => point.map((x) => x.toFixed(1)).join(" ")).join("L")}`).join("")} />
    </g>
  );
}

/** What lies over the picture while it is calibrated: the points, how far the fit leaves each, the floor's squares. */
export function PlanOverlay({ tool, may, say, scale, squares }: Props & { scale: number; squares: boolean }) {
  const { pairs, plan, errors, worst, chosen, width_px, height_px } = tool;
  const picture = { scale, width_px, height_px };
  const back = plan && inverse(plan.homography);
  const longer = plan ? times(plan) : 1;
  return (
    <Surface {...picture} label={say("planSurface")} {...(may ? { onPoint: tool.inPicture } : {})}>
      {plan && squares && <GroundGrid plan={plan} width_px={width_px} height_px={height_px} />}
      {back && [...errors].map(([i, pair]) => {
        const [x, y] = pair.picture_px;
        const [u, v] = through(back, pair.plan_m).at;
        return <Vector key={i} from={[x, y]} to={[x + (u - x) * longer, y + (v - y) * longer]} worst={worst === i} />;
      })}
      {pairs.map((pair, i) => (
        <Handle
          key={i}
          {...picture}
          at={pair.picture_px}
          label={say("planPointPicture", i + 1)}
          testId="plan-point"
          className={`${worst === i ? "worst" : ""} ${chosen === i ? "chosen" : ""}`}
          onMove={(to, by) => may && tool.edit(i, by, { picture_px: to })}
          onChoose={() => tool.setChosen(i)}
          {...(may ? { onRemove: () => tool.remove(i) } : {})}
        >
          <text x={pair.picture_px[0] + 9 / scale} y={pair.picture_px[1] - 7 / scale} fontSize={13 / scale} strokeWidth={3 / scale}>{i + 1}</text>
        </Handle>
      ))}
    </Surface>
  );
}

function Vector({ from, to, worst }: { from: Point; to: Point; worst: boolean }) {
  const line = { x1: from[0], y1: from[1], x2: to[0], y2: to[1] };
  return (
    <g className={worst ? "vector worst" : "vector"} aria-hidden="true">
      <line {...line} className="rim" />
      <line {...line} />
    </g>
  );
}

/** Plan, table of points and what the fit is worth. */
export function PlanPanel({ tool, may, say, squares, onSquares }: Props & { squares: boolean; onSquares: (on: boolean) => void }) {
  const { pairs, plan, errors, worst, incomplete, chosen } = tool;
  const missing = LEAST_PAIRS - tool.known.length;
  const worstPair = worst === null ? undefined : errors.get(worst);
  const hint =
    tool.refusal !== null || pairs.length === 0
      ? null
      : incomplete >= 0
        ? say("planPlace", incomplete + 1)
        : missing > 0
          ? missing === 1 ? say("planMore1") : say("planMore", missing)
          : tool.fitting
            ? say("planFitting")
            : null;
  return (
    <>
      <PlanGrid tool={tool} may={may} say={say} />
      <div className="fit" aria-live="polite" data-testid="plan-fit">
        {pairs.length === 0 && <p className="quiet">{say(may ? "planNone" : "planNo")}</p>}
        {tool.refusal !== null && <p className="alarm">⚠ {tool.refusal}</p>}
        {hint && <p className="quiet">{hint}</p>}
        {plan && !hint && (
          <>
            <p><strong data-testid="plan-rms">{say("planRms", metres(plan.rms_m), pixels(plan.rms_px))}</strong></p>
            <p className="quiet">
              {worstPair && worst !== null ? say("planWorst", worst + 1, metres(worstPair.error_m), pixels(worstPair.error_px)) : say("planExact")}
            </p>
          </>
        )}
      </div>
      <div className="list">
        {pairs.length > 0 && (
          <table className="pairs" data-testid="plan-pairs">
            <thead>
              <tr>
                <th scope="col"><span className="hidden">{say("planPoint", "")}</span></th>
                <th scope="col">{say("planX")}</th>
                <th scope="col">{say("planY")}</th>
                <th scope="col">{say("planError")}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {pairs.map((pair, i) => {
                const error = errors.get(i);
                return (
                  <tr key={i} className={`${worst === i ? "worst" : ""} ${chosen === i ? "chosen" : ""}`}>
                    <th scope="row"><button type="button" className="number" aria-pressed={chosen === i} aria-label={say("planPoint", i + 1)} onClick={() => tool.setChosen(chosen === i ? null : i)}>{i + 1}</button></th>
                    <td><Metres value={pair.x_m} disabled={!may} label={say("planXOf", i + 1)} onFocus={() => tool.setChosen(i)} onValue={(x_m) => tool.edit(i, `x ${i}`, { x_m })} /></td>
                    <td><Metres value={pair.y_m} disabled={!may} label={say("planYOf", i + 1)} onFocus={() => tool.setChosen(i)} onValue={(y_m) => tool.edit(i, `y ${i}`, { y_m })} /></td>
                    <td className="error">{error ? `${worst === i ? "▲ " : ""}${metres(error.error_m)} · ${pixels(error.error_px)}` : "–"}</td>
                    <td>{may && <button type="button" aria-label={say("planRemove", i + 1)} onClick={() => tool.remove(i)}>×</button>}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        )}
        {may && missing > 0 && <p className="quiet hint">{say("planHint")}</p>}
      </div>
      <div className="row options">
        <label><input type="checkbox" checked={squares} onChange={(event) => onSquares(event.target.checked)} /> {say("groundGrid", plan ? ground(plan.homography, plan.pairs, tool.width_px, tool.height_px).step_m : 1)} <kbd>G</kbd></label>
        {plan && worst !== null && times(plan) > 1 && <span className="quiet">{say("errorsTimes", times(plan))}</span>}
        {may && <button type="button" className="push" disabled={pairs.length === 0} onClick={tool.clear}>{say("planDelete")}</button>}
      </div>
      <SaveRow tool={tool} may={may} say={say} fault={null} note={tool.note} undoable={tool.changed} />
    </>
  );
}

interface MetresProps {
  value: number | null;
  label: string;
  disabled: boolean;
  onFocus: () => void;
  onValue: (value: number | null) => void;
}

/** A field for metres, which lets people type on while what they have typed is no number yet. */
function Metres({ value, label, disabled, onFocus, onValue }: MetresProps) {
  const [text, setText] = useState<string | null>(null);
  const shown = text !== null && typedMetres(text) === value ? text : value === null ? (text ?? "") : String(value);
  return (
    <input
      value={shown}
      inputMode="decimal"
      disabled={disabled}
      aria-label={label}
      aria-invalid={shown !== "" && typedMetres(shown) === null}
      onFocus={onFocus}
      onBlur={() => setText(null)}
      onChange={(event) => {
        setText(event.target.value);
        onValue(typedMetres(event.target.value));
      }}
    />
  );
}

const LINES_PX = 26;
const ZOOM = 1.4;

/** The plan as a grid of metres, on which points are placed. */
function PlanGrid({ tool, may, say }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const size = useSize(place);
  const [view, setView] = useState<PlanView | null>(null);
  const { pairs, plan, errors, worst, chosen, incomplete } = tool;
  const width = Math.round(size?.width_px ?? 0);
  const height = Math.round(size?.height_px ?? 0);
  const points = tool.known.map(({ pair }) => pair.plan_m);
  useEffect(() => {
    // A point typed far away is brought into sight.
    if (view !== null && points.some((point) => outside(toView(view, point, width, height), width, height))) {
      setView(null);
    }
  }, [JSON.stringify(points)]);
  const seen = view ?? whole(points, width, height);
  const at = (point: Point) => toView(seen, point, width, height);
  const step_m = gridStep_m(seen.px_m, LINES_PX);
  const [west, north] = toPlan(seen, [0, 0], width, height);
  const [east, south] = toPlan(seen, [width, height], width, height);
  const [xs, ys] = [ticks(west, east, step_m), ticks(south, north, step_m)];
  const longer = plan ? times(plan) : 1;
  const zoom = (by: number) => setView({ ...seen, px_m: Math.min(2000, Math.max(0.01, seen.px_m * by)) });
  const placing = incomplete >= 0 || chosen !== null;
  return (
    <div className="plan" ref={place}>
      {size && (
        <Surface
          width_px={width}
          height_px={height}
          scale={1}
          label={say("planGrid")}
          className={placing ? "placing" : ""}
          {...(may ? {
            onPoint: (point: Point) => {
              setView(seen); // what is placed by hand stays where it was placed
              tool.onPlan(toPlan(seen, point, width, height));
            },
          } : {})}
          onDrag={([u, v]) => setView({ ...seen, middle_m: [seen.middle_m[0] - u / seen.px_m, seen.middle_m[1] + v / seen.px_m] })}
        >
          <g className="metres" aria-hidden="true">
            {xs.map((x) => <line key={`x${x}`} className={x === 0 ? "axis" : ""} x1={at([x, 0])[0]} x2={at([x, 0])[0]} y1={0} y2={height} />)}
            {ys.map((y) => <line key={`y${y}`} className={y === 0 ? "axis" : ""} y1={at([0, y])[1]} y2={at([0, y])[1]} x1={0} x2={width} />)}
            {xs.map((x, i) => i % 2 === 0 && at([x, 0])[0] > 30 && at([x, 0])[0] < width - 16 && <text key={`tx${x}`} x={at([x, 0])[0]} y={height - 4} textAnchor="middle">{x}</text>)}
            {ys.map((y, i) => i % 2 === 0 && at([0, y])[1] < height - 18 && at([0, y])[1] > 12 && <text key={`ty${y}`} x={4} y={at([0, y])[1] + 4}>{y}</text>)}
          </g>
          {plan && [...errors].map(([i, pair]) => {
            const [x, y] = pair.plan_m;
            const [u, v] = through(plan.homography, pair.picture_px).at;
            return <Vector key={i} from={at(pair.plan_m)} to={at([x + (u - x) * longer, y + (v - y) * longer])} worst={worst === i} />;
          })}
          {pairs.map((pair, i) => {
            const placed = complete(pair);
            if (!placed) {
              return null;
            }
            const [u, v] = at(placed.plan_m);
            return (
              <Handle
                key={i}
                at={[u, v]}
                scale={1}
                width_px={width}
                height_px={height}
                label={say("planPointPlan", i + 1)}
                className={`${worst === i ? "worst" : ""} ${chosen === i ? "chosen" : ""}`}
                onMove={(to, by) => {
                  if (may) {
                    const [x_m, y_m] = toPlan(seen, to, width, height);
                    setView(seen);
                    tool.edit(i, by, { x_m, y_m });
                  }
                }}
                onChoose={() => tool.setChosen(i)}
                {...(may ? { onRemove: () => tool.remove(i) } : {})}
              >
                <text x={u + 9} y={v - 7} fontSize={13} strokeWidth={3}>{i + 1}</text>
              </Handle>
            );
          })}
        </Surface>
      )}
      <div className="zoom">
        <button type="button" aria-label={say("planZoomOut")} onClick={() => zoom(1 / ZOOM)}>−</button>
        <button type="button" aria-label={say("planZoomIn")} onClick={() => zoom(ZOOM)}>+</button>
        <button type="button" aria-label={say("planAll")} onClick={() => setView(null)}>⤢</button>
      </div>
    </div>
  );
}

function outside([u, v]: Point, width: number, height: number): boolean {
  return u < 0 || v < 0 || u > width || v > height;
}
