import type { Say } from "../i18n/language";
import { inserted, LEAST_POINTS, middles, moved, without } from "./polygon";
import { Handle, Surface } from "./Surface";
import type { Zones } from "./useZones";
import { ZoneShapes } from "./ZoneShapes";

interface Props {
  tool: Zones;
  may: boolean;
  say: Say;
}

/** What lies over the picture while zones are drawn. */
export function ZoneOverlay({ tool, may, say, scale }: Props & { scale: number }) {
  const { zones, corners, chosen, width_px, height_px } = tool;
  const picture = { scale, width_px, height_px };
  const zone = chosen === null ? undefined : zones[chosen];
  const reshape = (points: ReturnType<typeof moved>, by = "") =>
    tool.change(zones.map((other, i) => (i === chosen ? { ...other, points_px: points } : other)), by);
  const first = corners[0];
  const line = corners.map((point) => point.join()).join(" ");
  return (
    <Surface {...picture} label={say("zonesSurface")} {...(may ? { onPoint: tool.corner } : {})}>
      <ZoneShapes zones={zones} scale={scale} chosen={chosen} />
      {corners.length > 0 && (
        <g className="draft" aria-hidden="true">
          <polyline points={line} className="rim" />
          <polyline points={line} />
          {corners.slice(1).map(([x, y], i) => <circle key={i} cx={x} cy={y} r={4 / scale} />)}
        </g>
      )}
      {first && (
        <Handle {...picture} at={first} label={say("zoneClose")} testId="zone-close" className="first" onMove={() => {}} onChoose={tool.close} />
      )}
      {may && zone && chosen !== null && corners.length === 0 && (
        <>
          {middles(zone.points_px).map((at, i) => (
            <Between key={`m${i}`} {...picture} at={at} label={say("zoneMiddleOf", i + 1, zone.title)} points={zone.points_px} index={i} reshape={reshape} />
          ))}
          {zone.points_px.map((at, i) => (
            <Handle
              key={i}
              {...picture}
              at={at}
              label={say("zonePointOf", i + 1, zone.title)}
              testId="zone-corner"
              onMove={(to, by) => reshape(moved(zone.points_px, i, to), by)}
              {...(zone.points_px.length > LEAST_POINTS ? { onRemove: () => reshape(without(zone.points_px, i)) } : {})}
            />
          ))}
        </>
      )}
    </Surface>
  );
}

interface BetweenProps {
  at: readonly [number, number];
  scale: number;
  width_px: number;
  height_px: number;
  label: string;
  points: readonly (readonly [number, number])[];
  index: number;
  reshape: (points: ReturnType<typeof moved>, by?: string) => void;
}

/** The middle of an edge: pressed, it becomes a corner. */
function Between({ points, index, reshape, ...handle }: BetweenProps) {
  return <Handle {...handle} quiet onMove={() => {}} onChoose={() => reshape(inserted(points, index, [Math.round(handle.at[0]), Math.round(handle.at[1])]))} />;
}

/** The list of zones beside the picture. */
export function ZonePanel({ tool, may, say }: Props) {
  const { zones, corners, chosen, wrong, faulty, note } = tool;
  const fault = faulty < 0 ? null : wrong[faulty];
  return (
    <>
      <div className="list">
        {zones.length === 0 && corners.length === 0 && <p className="quiet">{say(may ? "zonesNoneYet" : "zonesNone")}</p>}
        {zones.length > 0 && (
          <ul className="zone-list" data-testid="zone-list">
            {zones.map((zone, i) => (
              <li key={i} className={chosen === i ? "chosen" : ""}>
                <button type="button" className="number" aria-pressed={chosen === i} aria-label={`${say("zone")} ${i + 1}: ${zone.title}`} onClick={() => tool.setChosen(chosen === i ? null : i)}>{i + 1}</button>
                <input
                  value={zone.title}
                  maxLength={60}
                  disabled={!may}
                  aria-label={say("zoneName", i + 1)}
                  aria-invalid={wrong[i] === "zoneUnnamed"}
                  onFocus={() => tool.setChosen(i)}
                  onChange={(event) => tool.change(zones.map((other, j) => (j === i ? { ...other, title: event.target.value } : other)), `name ${i}`)}
                />
                {may && (
                  <button type="button" aria-label={say("zoneDeleteOf", i + 1)} onClick={() => { tool.setChosen(null); tool.change(zones.filter((_, j) => j !== i)); }}>
                    {say("zoneDelete")}
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
        {corners.length > 0 && (
          <p className="row">
            <span>{say("zoneDraft", corners.length)}</span>
            <button type="button" disabled={corners.length < LEAST_POINTS} onClick={tool.close}>{say("zoneClose")} <kbd>C</kbd></button>
          </p>
        )}
        {may && <p className="quiet hint">{say("zonesHint")}</p>}
      </div>
      <SaveRow tool={tool} may={may} say={say} fault={fault ? `${faulty + 1}: ${say(fault)}` : null} note={note} undoable={tool.changed || corners.length > 0} />
    </>
  );
}

interface SaveProps {
  tool: Pick<Zones, "busy" | "ready" | "changed" | "undo" | "discard" | "save">;
  may: boolean;
  say: Say;
  fault: string | null;
  note: Zones["note"];
  undoable: boolean;
}

/** The row that every tool ends with: undo, discard, save, and what is to be said about it. */
export function SaveRow({ tool, may, say, fault, note, undoable }: SaveProps) {
  if (!may) {
    return <p className="quiet save">{say("onlyLooking")}</p>;
  }
  const said = tool.busy ? say("saving") : note ? note.text : fault ?? (tool.changed ? say("unsaved") : "");
  const bad = !tool.busy && (note?.bad ?? fault !== null);
  return (
    <div className="save">
      <p role={bad ? "alert" : "status"} className={bad ? "alarm" : "quiet"} data-testid="save-note">{bad ? "⚠ " : ""}{said}</p>
      <div className="row">
        <button type="button" disabled={!undoable} onClick={tool.undo} data-testid="undo">{say("undoLast")} <kbd>Ctrl Z</kbd></button>
        <button type="button" disabled={!tool.changed} onClick={tool.discard}>{say("discard")}</button>
        <button type="button" className="strong push" disabled={!tool.ready} onClick={() => void tool.save()} data-testid="save">{say("save")} <kbd>S</kbd></button>
      </div>
    </div>
  );
}
