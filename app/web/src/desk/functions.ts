import { NEUTRAL, NO_END, type Bands, type Display, type Range, type Scatter } from "../picture/display";
import type { KeyName } from "./keys";

/** What an officer has chosen for all parcels; kept in this browser. */
export interface Preferences {
  safe: boolean;
  bands: Bands;
  /** Areal density from which the alert hatches. */
  alertFrom_g_cm2: number;
}

export const USUAL: Preferences = { safe: false, bands: NEUTRAL.bands, alertFrom_g_cm2: 5 };

export type WindowName = "absorptionWindow" | "zeffWindow" | "densityAlert";

/** Settings of the picture, with what windows remember while they are off. */
export interface Functions {
  display: Display;
  ranges: Record<WindowName, Range>;
  /** The window that the range keys move. */
  window: WindowName | null;
  /** Transmission and scatter take turns. */
  blink: boolean;
  /** All pictures of a view at once. */
  sideBySide: boolean;
}

/** The scatter pictures by the functions that show them. */
const SCATTER: Partial<Record<KeyName, Scatter>> = {
  scatterTop: "back_top", scatterBottom: "back_bottom", scatterForward: "forward", overlay: "overlay", difference: "difference",
};

/** What takes turns while it blinks: transmission with the scatter that was chosen, or else with both sides. */
export function turns(display: Display): readonly Scatter[] {
  return display.scatter === "off" ? ["off", "back_top", "off", "back_bottom"] : ["off", display.scatter];
}

const EDGE = 2;
const LIMITS = {
  gamma: { least: 0.08, most: 3, factor: 1.2 },
  brightness: { least: -0.5, most: 0.5, step: 0.05 },
  contrast: { least: 0.25, most: 4, factor: 1.2 },
};
const REACH: Record<WindowName, { least: number; most: number; step: number; narrowest: number }> = {
  absorptionWindow: { least: 0, most: 12, step: 0.1, narrowest: 0.1 },
  zeffWindow: { least: 4, most: 40, step: 0.25, narrowest: 0.5 },
  densityAlert: { least: 0.25, most: 60, step: 0.25, narrowest: 0.5 },
};

/** The neutral picture of an officer with these preferences. */
export function neutral(preferences: Preferences): Functions {
  return {
    display: { ...NEUTRAL, safe: preferences.safe, bands: preferences.bands },
    ranges: {
      absorptionWindow: { low: 0.2, high: 0.8 },
      zeffWindow: { low: 6.5, high: 8.5 },
      densityAlert: { low: preferences.alertFrom_g_cm2, high: NO_END },
    },
    window: null,
    blink: false,
    sideBySide: false,
  };
}

/** What a function does to a picture; the same functions for names that do nothing to pictures. */
export function turned(before: Functions, name: KeyName, preferences: Preferences): Functions {
  const display = before.display;
  const scatter = SCATTER[name];
  if (scatter) {
    return { ...before, display: { ...display, scatter: display.scatter === scatter ? "off" : scatter } };
  }
  const shown = (change: Partial<Display>): Functions => ({ ...before, display: { ...display, ...change } });
  switch (name) {
    case "material":
    case "bw":
    case "pseudo":
      return shown({ colour: name });
    case "negative":
      return shown({ negative: !display.negative });
    case "safe":
      return shown({ safe: !display.safe });
    case "organicOnly":
    case "organicStripped":
    case "metalOnly":
      return shown({ material: display.material === name ? "all" : name });
    case "high":
    case "low":
    case "super":
      return shown({ tone: display.tone === name ? "exponential" : name });
    case "edge":
      return shown({ edge: display.edge > 0 ? 0 : EDGE });
    case "darker":
    case "brighter": {
      const { least, most, step } = LIMITS.brightness;
      return shown({ brightness: tidy(clamp(display.brightness + (name === "darker" ? -step : step), least, most)) });
    }
    case "softer":
    case "harder":
      return shown({ contrast: scaled(display.contrast, name === "harder", LIMITS.contrast) });
    case "gammaLess":
    case "gammaMore":
      return shown({ gamma: scaled(display.gamma, name === "gammaMore", LIMITS.gamma) });
    case "absorptionWindow":
    case "zeffWindow":
    case "densityAlert":
      return {
        ...shown({ [name]: display[name] ? null : before.ranges[name] }),
        window: display[name] ? null : name,
      };
    case "rangeDown":
    case "rangeUp":
    case "rangeNarrower":
    case "rangeWider":
      return before.window ? moved(before, before.window, name) : before;
    case "blink":
      return { ...before, blink: !before.blink, sideBySide: false };
    case "sideBySide":
      return { ...before, sideBySide: !before.sideBySide, blink: false };
    case "neutral":
      return neutral(preferences);
    default:
      return before;
  }
}

function moved(before: Functions, window: WindowName, name: KeyName): Functions {
  const { least, most, step, narrowest } = REACH[window];
  const { low, high } = before.ranges[window];
  const open = high >= NO_END;
  const by = name === "rangeDown" || name === "rangeNarrower" ? -step : step;
  let next: Range;
  if (name === "rangeDown" || name === "rangeUp") {
    const shift = clamp(by, least - low, (open ? most : Math.max(most, high)) - (open ? low : high));
    next = { low: low + shift, high: open ? high : high + shift };
  } else if (open) {
    // The first step closes an open end.
    next = name === "rangeNarrower" ? { low, high: low + 4 * narrowest } : { low, high };
  } else {
    const width = Math.max(narrowest, high - low + 2 * by);
    const middle = (low + high) / 2;
    next = { low: Math.max(least, middle - width / 2), high: Math.min(most, middle + width / 2) };
  }
  next = { low: tidy(next.low), high: tidy(next.high) };
  return { ...before, display: { ...before.display, [window]: next }, ranges: { ...before.ranges, [window]: next } };
}

/** Whether a function is on. */
export function active({ display, blink, sideBySide }: Functions, name: KeyName): boolean {
  if (SCATTER[name]) {
    return display.scatter === SCATTER[name];
  }
  switch (name) {
    case "blink":
      return blink;
    case "sideBySide":
      return sideBySide;
    case "material":
    case "bw":
    case "pseudo":
      return display.colour === name;
    case "organicOnly":
    case "organicStripped":
    case "metalOnly":
      return display.material === name;
    case "high":
    case "low":
    case "super":
      return display.tone === name;
    case "edge":
      return display.edge > 0;
    case "negative":
    case "safe":
      return display[name];
    case "absorptionWindow":
    case "zeffWindow":
    case "densityAlert":
      return display[name] !== null;
    default:
      return false;
  }
}

const STORED = "gwanmun.display";

export function storedPreferences(user: string, storage: Pick<Storage, "getItem"> = localStorage): Preferences {
  try {
    const stored = JSON.parse(storage.getItem(`${STORED}.${user}`) ?? "null") as Preferences | null;
    return stored && sound(stored) ? stored : USUAL;
  } catch {
    return USUAL;
  }
}

export function storePreferences(user: string, preferences: Preferences): void {
  localStorage.setItem(`${STORED}.${user}`, JSON.stringify(preferences));
}

/** Whether preferences can be shown: bands in order, with room for their blends. */
export function sound({ bands, alertFrom_g_cm2 }: Preferences): boolean {
  return (
    bands.organicTo >= 6 &&
    bands.mixedTo <= 40 &&
    bands.blend > 0 &&
    bands.organicTo + bands.blend <= bands.mixedTo - bands.blend &&
    alertFrom_g_cm2 >= REACH.densityAlert.least &&
    alertFrom_g_cm2 <= REACH.densityAlert.most
  );
}

function clamp(x: number, least: number, most: number): number {
  return Math.min(Math.max(x, least), most);
}

function scaled(x: number, up: boolean, { least, most, factor }: { least: number; most: number; factor: number }): number {
  const next = up ? x * factor : x / factor;
  return clamp(Number(next.toPrecision(6)), least, most);
}

function tidy(x: number): number {
  return Math.round(x * 1000) / 1000;
}
