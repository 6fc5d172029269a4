import type { Say } from "../i18n/language";
import { OPAQUE, sampleAt, type Display, type Frame, type Maps } from "./display";

/** How thick the commonest stuff of that kind would be. */
function thickness(areal_g_cm2: number, zeff: number, display: Display, say: Say): string {
  const mm = (density_g_cm3: number) => ((10 * Math.max(0, areal_g_cm2)) / density_g_cm3).toPrecision(2);
  if (zeff < display.bands.organicTo) {
    return say("mmWater", Number(mm(1)));
  }
  return zeff < display.bands.mixedTo ? say("mmAluminium", Number(mm(2.7))) : say("mmSteel", Number(mm(7.87)));
}

/** A value with its standard uncertainty, to the digit that the uncertainty bears. */
export function withSigma(value: number, sigma: number | null | undefined, digits: number): string {
  return sigma === null || sigma === undefined || Number.isNaN(sigma) || sigma <= 0
    ? value.toFixed(digits)
    : `${value.toFixed(digits)} ± ${Math.max(sigma, 10 ** -digits).toFixed(digits)}`;
}

interface Props {
  maps: Maps;
  display: Display;
  frame: Frame;
  pointer: { dx: number; dy: number } | null;
  say: Say;
}

/** What the machine measured under the pointer, with its uncertainty. Each value has its own fixed place. */
export function ReadOut({ maps, display, frame, pointer, say }: Props) {
  const sample = pointer && sampleAt(maps, frame, pointer.dx, pointer.dy);
  if (!sample) {
    return <div className="chip readout quiet">{say("pointHint")}</div>;
  }
  const at = sample.line * maps.pixels + sample.pixel;
  const attenuation = maps.attenuation[at] ?? 0;
  const zeff = maps.zeff[at] ?? 0;
  const areal = maps.arealDensity[at] ?? NaN;
  const transmission = attenuation >= OPAQUE ? say("opaque") : `${(100 * Math.exp(-attenuation)).toPrecision(3)} %`;
  return (
    <div className="chip readout">
      <span><i>{say("zeff")}</i> {zeff > 0 ? withSigma(zeff, maps.zeffSigma?.[at], 1) : say("unknown")}</span>
      <span><i>{say("transmission")}</i> {transmission}</span>
      <span>
        <i>{say("arealDensity")}</i> {Number.isNaN(areal) ? say("unknown") : `${withSigma(Math.max(0, areal), maps.arealSigma?.[at], 2)} g/cm²`}
      </span>
      <span>{!Number.isNaN(areal) && zeff > 0 && thickness(areal, zeff, display, say)}</span>
      {maps.scatter && (
        <span className="indices">
          <i>{say("lightIndex")}</i> {(["back_top", "back_bottom", "forward"] as const).map((head) => {
            const index = maps.scatter?.[head][at] ?? NaN;
            return Number.isNaN(index) ? "–" : index.toFixed(2);
          }).join(" / ")}
        </span>
      )}
    </div>
  );
}
