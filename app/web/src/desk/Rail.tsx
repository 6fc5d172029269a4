import type { ReactNode } from "react";
import type { TextKey } from "../i18n/en";
import type { Say } from "../i18n/language";
import { NO_END, type Scatter } from "../picture/display";
import { active, type Functions } from "./functions";
import { GROUPS, KEYS, shown, type Bindings, type KeyName } from "./keys";

interface Props {
  functions: Functions;
  /** What is on beside the functions of the picture. */
  on: ReadonlySet<KeyName>;
  /** Whether the parcel on the screen has scatter pictures. */
  hasScatter: boolean;
  bindings: Bindings;
  act: (name: KeyName) => void;
  say: Say;
}

/** The picture functions as on a console: groups, each function with its key, what is on at a glance. */
export function Rail({ functions, on, hasScatter, bindings, act, say }: Props) {
  const { display, window } = functions;
  const range = window && functions.ranges[window];
  const button = (name: KeyName, content: ReactNode) => (
    <button
      type="button"
      key={name}
      data-testid={`fn-${name}`}
      title={say(KEYS[name].text)}
      aria-pressed={active(functions, name) || on.has(name)}
      onClick={() => act(name)}
    >
      {content}
    </button>
  );
  const named = (name: KeyName, text: TextKey) =>
    button(
      name,
      <>
        <span>{say(text)}</span> <kbd>{shown(bindings[name])}</kbd>
      </>,
    );
  const step = (name: KeyName) => (
    <button type="button" data-testid={`fn-${name}`} title={say(KEYS[name].text)} aria-label={say(KEYS[name].text)} onClick={() => act(name)}>
      <kbd>{shown(bindings[name])}</kbd>
    </button>
  );
  const adjust = (text: string, value: string, down: KeyName, up: KeyName) => (
    <div className="adjust" key={down}>
      <span>{text}</span>
      {step(down)}
      <output>{value}</output>
      {step(up)}
    </div>
  );
  const unit = window === "densityAlert" ? " g/cm²" : "";
  const ends = range && (range.high >= NO_END ? `≥ ${range.low.toFixed(2)}` : `${range.low.toFixed(2)} – ${range.high.toFixed(2)}`);
  return (
    <nav className="rail" aria-label={say("tools")}>
      {GROUPS.map((group) => (
        <section key={group.title} className={group.title}>
          <h2>{say(group.title)}</h2>
          {group.heads && <div className="functions heads">{group.heads.map(({ key, text }) => named(key, text))}</div>}
          <div className="functions">{group.keys.map((name) => named(name, KEYS[name].text))}</div>
          {group.title === "penetration" && (
            <>
              {adjust(say("brightness"), signed(display.brightness), "darker", "brighter")}
              {adjust(say("contrast"), `${display.contrast.toFixed(2)}×`, "softer", "harder")}
              {adjust(say("gamma"), display.gamma.toFixed(2), "gammaLess", "gammaMore")}
            </>
          )}
          {group.title === "scatter" && <ScatterLegend scatter={hasScatter ? display.scatter : null} say={say} />}
        </section>
      ))}
      <section className="window" data-testid="window">
        <span className="quiet">
          {window ? `${say(KEYS[window].text)} ${ends}${unit}` : say("noWindow")}
        </span>
        <div>
          {step("rangeDown")}
          {step("rangeUp")}
          {step("rangeNarrower")}
          {step("rangeWider")}
          <span className="push" />
          {step("zoomOut")}
          {step("zoomIn")}
        </div>
      </section>
    </nav>
  );
}

function signed(x: number): string {
  return x === 0 ? "0" : `${x > 0 ? "+" : "−"}${Math.abs(x).toFixed(2)}`;
}

/** What the colours of a scatter picture mean; how they read without colour stands beside. */
function ScatterLegend({ scatter, say }: { scatter: Scatter | null; say: Say }) {
  const text =
    scatter === null ? "noScatter"
    : scatter === "off" ? "legendOff"
    : scatter === "overlay" ? "legendOverlay"
    : scatter === "difference" ? "legendDifference"
    : "legendHead";
  return (
    <span className="legend quiet" data-testid="scatter-legend">
      {scatter === "overlay" && <i className="light" />}
      {scatter === "difference" && <><i className="above" /><i className="below" /></>}
      {say(text)}
    </span>
  );
}
