import { useCallback, type ReactNode } from "react";
import type { Parcel } from "../api/types";
import type { Passing } from "../belt/passing";
import type { Comparison } from "../compare/useEarlier";
import type { Say } from "../i18n/language";
import { length_mm, width_mm, type Display, type Maps, type Scatter } from "../picture/display";
import type { Movement } from "../picture/movement";
import type { Outline } from "../picture/Outlines";
import { Picture, type Corner } from "../picture/Picture";
import { Flags } from "./Declared";

export interface ViewsProps {
  /** The parcel on the screen with its pictures, or what passes while nothing is held. */
  parcel: Parcel | undefined;
  maps: readonly Maps[];
  passing: Passing | null;
  torn: ReadonlySet<string>;
  comparison: Comparison | null;
  onTurn: (by: number) => void;
  generation: number;
  display: Display;
  /** Transmission and all scatter pictures of a view at once. */
  sideBySide: boolean;
  movement: Movement;
  pointedAt: string | null;
  onPointedAt: (view: string | null) => void;
  onVisible: (view: string, visible: boolean) => void;
  outlinesOf: (view: string) => readonly Outline[];
  onRectangle: ((view: string, from: Corner, to: Corner, finished: boolean) => void) | null;
  say: Say;
}

/** The views that fill the space: side by side, or one of them beside an earlier parcel at the same scale. */
export function Views(props: ViewsProps) {
  const { parcel, maps, passing, torn, comparison, generation, say } = props;
  if (!parcel && passing) {
    return passing.views
      .filter((view) => !torn.has(view.name))
      .map((view) => (
        <View key={`${passing.passage} ${view.name}`} {...props} name={view.name} maps={view.maps} outlines={NONE}>
          <div className="chip">{passing.lane} · {say("passingNow")}</div>
        </View>
      ));
  }
  if (!parcel) {
    return null;
  }
  const shown = parcel.views.map((view, i) => ({ name: view.name, maps: maps[i] })).filter((view) => !torn.has(view.name));
  const first = shown[0];
  if (comparison && first?.maps) {
    const other = comparison.parcels[comparison.at];
    const room = comparison.maps && [first.maps, comparison.maps].reduce(
      (most, one) => ({ length_mm: Math.max(most.length_mm, length_mm(one)), width_mm: Math.max(most.width_mm, width_mm(one)) }),
      { length_mm: 0, width_mm: 0 },
    );
    return (
      <>
        <View key={`${first.name} ${generation}`} {...props} name={first.name} maps={first.maps} room={room} outlines={props.outlinesOf(first.name)}>
          <Flags parcel={parcel} say={say} />
        </View>
        <div className="half" data-testid="compared">
          {comparison.maps && other ? (
            <View key={`earlier ${other.id}`} {...props} name={`${first.name} `} maps={comparison.maps} room={room} outlines={NONE} onRectangle={null}>
              <div className="chip">{other.id}{other.verdict ? ` · ${say(other.verdict.verdict)}` : ""} · {outcomeText(other, say)}</div>
            </View>
          ) : (
            <div className="view"><div className="empty"><span>{say(comparison.kind === "none" ? "compareNone" : "compareAsking")}</span></div></div>
          )}
          {comparison.parcels.length > 1 && (
            <div className="turn">
              <button type="button" disabled={comparison.at === 0} aria-label={say("compareNewer")} onClick={() => props.onTurn(-1)}>‹</button>
              <span>{say("compareWith", comparison.at + 1, comparison.parcels.length)}</span>
              <button type="button" disabled={comparison.at === comparison.parcels.length - 1} aria-label={say("compareOlder")} onClick={() => props.onTurn(1)}>›</button>
            </div>
          )}
        </div>
      </>
    );
  }
  const fused = props.sideBySide ? shown.find((view) => view.maps?.scatter) : undefined;
  if (fused?.maps) {
    const maps = fused.maps;
    return (
      <div className="quarters" data-testid="side-by-side">
        {QUARTERS.map((scatter, i) => (
          <View
            key={`${scatter} ${generation}`}
            {...props}
            name={fused.name}
            seenAs={i === 0 ? fused.name : `${fused.name} ${scatter}`}
            maps={maps}
            display={props.display.scatter === scatter ? props.display : { ...props.display, scatter }}
            outlines={props.outlinesOf(fused.name)}
          >
            {i === 0 && <Flags parcel={parcel} say={say} />}
          </View>
        ))}
      </div>
    );
  }
  return shown.map((view, i) =>
    view.maps ? (
      <View key={`${view.name} ${generation}`} {...props} name={view.name} maps={view.maps} outlines={props.outlinesOf(view.name)}>
        {i === 0 && <Flags parcel={parcel} say={say} />}
      </View>
    ) : null,
  );
}

const NONE: readonly Outline[] = [];
const QUARTERS: readonly Scatter[] = ["off", "back_top", "forward", "back_bottom"];

/** What became of a parcel, in a few words. */
export function outcomeText(parcel: Parcel, say: Say): string {
  if (parcel.outcome) {
    return parcel.outcome.found ? say("outcomeFound", parcel.outcome.items.map((item) => item.name).join(", ")) : say("outcomeNothing");
  }
  return say((parcel.diverted?.gate ?? parcel.verdict?.verdict) === "inspect" ? "outcomeOpen" : "outcomePassed");
}

interface ViewProps extends Pick<ViewsProps, "display" | "movement" | "pointedAt" | "onPointedAt" | "onVisible" | "onRectangle" | "say"> {
  name: string;
  /** Under which name the desk hears that it is visible. */
  seenAs?: string;
  maps: Maps;
  room?: { length_mm: number; width_mm: number } | null;
  outlines: readonly Outline[];
  children?: ReactNode;
}

/** A view among the others: keys are meant for the one under the pointer, or for all. */
function View({ name, seenAs = name, maps, room = null, outlines, display, movement, pointedAt, onPointedAt, onVisible, onRectangle, say, children }: ViewProps) {
  return (
    <Picture
      maps={maps}
      grown={maps.filled}
      room={room}
      outlines={outlines}
      display={display}
      movement={movement}
      title={name.trim()}
      addressed={pointedAt === null || pointedAt === name || room !== null}
      onPointer={(inside) => onPointedAt(inside ? name : null)}
      onVisible={useCallback((is: boolean) => onVisible(seenAs, is), [seenAs, onVisible])}
      onRectangle={onRectangle && ((from, to, finished) => onRectangle(name, from, to, finished))}
      say={say}
    >
      {children}
    </Picture>
  );
}
