import type { TextKey } from "../i18n/en";

/**
 * Usual keys of the reading desk by physical position, so that they work whatever the input method writes (한글 included).
 * Plain letters turn the picture; with Shift they do something with the parcel or the belt.
 */
export const KEYS = {
  pass: { code: "KeyJ", text: "pass" },
  inspect: { code: "KeyK", text: "inspect" },
  material: { code: "KeyQ", text: "fnMaterial" },
  bw: { code: "KeyW", text: "fnBw" },
  pseudo: { code: "KeyY", text: "fnPseudo" },
  negative: { code: "KeyE", text: "fnNegative" },
  safe: { code: "KeyC", text: "fnSafe" },
  organicOnly: { code: "KeyO", text: "fnOrganicOnly" },
  organicStripped: { code: "KeyP", text: "fnOrganicStripped" },
  metalOnly: { code: "KeyM", text: "fnMetalOnly" },
  zeffWindow: { code: "KeyV", text: "fnZeffWindow" },
  high: { code: "KeyR", text: "fnHigh" },
  low: { code: "KeyT", text: "fnLow" },
  absorptionWindow: { code: "KeyB", text: "fnAbsorptionWindow" },
  darker: { code: "KeyA", text: "fnDarker" },
  brighter: { code: "KeyS", text: "fnBrighter" },
  softer: { code: "KeyZ", text: "fnSofter" },
  harder: { code: "KeyX", text: "fnHarder" },
  gammaLess: { code: "KeyG", text: "fnGammaLess" },
  gammaMore: { code: "KeyH", text: "fnGammaMore" },
  super: { code: "KeyU", text: "fnSuper" },
  edge: { code: "KeyI", text: "fnEdge" },
  scatterTop: { code: "Shift+KeyQ", text: "fnScatterTop" },
  scatterBottom: { code: "Shift+KeyW", text: "fnScatterBottom" },
  scatterForward: { code: "Shift+KeyE", text: "fnScatterForward" },
  overlay: { code: "Quote", text: "fnOverlay" },
  difference: { code: "Backslash", text: "fnDifference" },
  sideBySide: { code: "Slash", text: "fnSideBySide" },
  blink: { code: "Backquote", text: "fnBlink" },
  densityAlert: { code: "KeyN", text: "fnDensityAlert" },
  rangeDown: { code: "BracketLeft", text: "fnRangeDown" },
  rangeUp: { code: "BracketRight", text: "fnRangeUp" },
  rangeNarrower: { code: "Comma", text: "fnRangeNarrower" },
  rangeWider: { code: "Period", text: "fnRangeWider" },
  zoomOut: { code: "Minus", text: "fnZoomOut" },
  zoomIn: { code: "Equal", text: "fnZoomIn" },
  panLeft: { code: "ArrowLeft", text: "fnPanLeft" },
  panRight: { code: "ArrowRight", text: "fnPanRight" },
  panUp: { code: "ArrowUp", text: "fnPanUp" },
  panDown: { code: "ArrowDown", text: "fnPanDown" },
  fit: { code: "KeyF", text: "fnFit" },
  neutral: { code: "KeyD", text: "fnNeutral" },
  settings: { code: "Semicolon", text: "fnSettings" },
  reload: { code: "KeyL", text: "fnReload" },
  recall: { code: "Backspace", text: "recall" },
  secondOpinion: { code: "Shift+KeyO", text: "secondOpinion" },
  rescan: { code: "Shift+KeyR", text: "rescan" },
  marks: { code: "Shift+KeyM", text: "marks" },
  compare: { code: "Shift+KeyC", text: "compare" },
  older: { code: "Alt+ArrowLeft", text: "older" },
  newer: { code: "Alt+ArrowRight", text: "newer" },
  tearOff: { code: "Shift+KeyT", text: "tearOff" },
  belt: { code: "Shift+KeyB", text: "beltSwitch" },
  handOver: { code: "Shift+KeyH", text: "handOver" },
  takeBreak: { code: "Shift+KeyP", text: "takeBreak" },
} as const satisfies Record<string, { code: string; text: TextKey }>;

export type KeyName = keyof typeof KEYS;

/** Groups of the rail and of the list of keys. */
export const GROUPS: readonly { title: TextKey; keys: readonly KeyName[]; heads?: readonly { key: KeyName; text: TextKey }[] }[] = [
  { title: "colour", keys: ["material", "bw", "pseudo", "negative", "safe"] },
  { title: "materials", keys: ["organicOnly", "organicStripped", "metalOnly", "zeffWindow"] },
  { title: "penetration", keys: ["high", "low", "absorptionWindow"] },
  { title: "sharpness", keys: ["super", "edge"] },
  {
    title: "scatter",
    heads: [
      { key: "scatterTop", text: "headTop" },
      { key: "scatterBottom", text: "headBottom" },
      { key: "scatterForward", text: "headForward" },
    ],
    keys: ["overlay", "blink", "sideBySide", "difference"],
  },
  { title: "tools", keys: ["densityAlert", "fit", "neutral", "settings", "marks", "compare", "tearOff"] },
];

/** Which key each function has, as an officer has set them. */
export type Bindings = Readonly<Record<KeyName, string>>;

export const USUAL_KEYS: Bindings = Object.fromEntries(
  Object.entries(KEYS).map(([name, { code }]) => [name, code]),
) as Record<KeyName, string>;

type Press = Pick<KeyboardEvent, "code" | "ctrlKey" | "altKey" | "metaKey" | "shiftKey">;

/** Keys that mean the same everywhere: they move the focus, close, choose a reason, show the keys. */
const RESERVED = /^(?:Shift\+|Alt\+)*(?:Tab|Escape|Enter|NumpadEnter|Space|F\d+|(?:Digit|Numpad)[1-9]|(?:Shift|Alt|Control|Meta|OS)(?:Left|Right)?|ContextMenu|CapsLock|Lang\d|Process|Unidentified|)$/;

/** The name of a key press: "KeyJ", "Shift+KeyM", "Alt+ArrowLeft". */
export function pressed(event: Press): string {
  return `${event.altKey ? "Alt+" : ""}${event.shiftKey ? "Shift+" : ""}${event.code}`;
}

/** Whether a key can be given to a function at all. */
export function free(press: string): boolean {
  return !RESERVED.test(press) && press !== "Shift+Slash";
}

/** What a key press means at the desk: a function, a reason code, or nothing. */
export function meaning(event: Press, bindings: Bindings = USUAL_KEYS): KeyName | number | null {
  if (event.ctrlKey || event.metaKey) {
    return null;
  }
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
  if (digit && !event.altKey) {
    return Number(digit[1]);
  }
  const named = (press: string) => (Object.keys(bindings) as KeyName[]).find((name) => bindings[name] === press) ?? null;
  const found = named(pressed(event));
  if (found || event.altKey) {
    return found;
  }
  if (event.code === "NumpadAdd" || event.code === "NumpadSubtract") {
    return event.code === "NumpadAdd" ? "zoomIn" : "zoomOut";
  }
  // "+" is Shift and "=" on most keyboards; letters with Shift are another matter.
  return event.shiftKey && !event.code.startsWith("Key") ? named(event.code) : null;
}

const SIGNS: Record<string, string> = {
  BracketLeft: "[", BracketRight: "]", Comma: ",", Period: ".", Minus: "−", Equal: "+", Semicolon: ";", Quote: "'", Slash: "/",
  Backslash: "\\", Backquote: "`", ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", Backspace: "⌫", Delete: "Del",
  PageUp: "PgUp", PageDown: "PgDn", NumpadAdd: "+", NumpadSubtract: "−", NumpadMultiply: "×", NumpadDivide: "÷",
};

/** A key as it is printed on the keyboard. */
export function shown(press: string): string {
  const parts = press.split("+");
  const code = parts.pop() ?? "";
  const sign = SIGNS[code] ?? code.replace(/^(?:Key|Digit)/, "");
  return [...parts.map((part) => (part === "Shift" ? "⇧" : `${part} `)), sign].join("");
}

/** The function that has this key already. */
export function holder(bindings: Bindings, press: string, except: KeyName): KeyName | null {
  return (Object.keys(bindings) as KeyName[]).find((name) => name !== except && bindings[name] === press) ?? null;
}

const STORED = "gwanmun.keys";

/** An officer's keys; the usual ones where what is stored names a key twice or not at all. */
export function storedBindings(user: string, storage: Pick<Storage, "getItem"> = localStorage): Bindings {
  try {
    const changed = JSON.parse(storage.getItem(`${STORED}.${user}`) ?? "{}") as Record<string, unknown>;
    const bindings = Object.fromEntries(
      Object.entries(USUAL_KEYS).map(([name, usual]) => {
        const press = changed[name];
        return [name, typeof press === "string" && free(press) ? press : usual];
      }),
    ) as Record<KeyName, string>;
    return new Set(Object.values(bindings)).size === Object.keys(bindings).length ? bindings : USUAL_KEYS;
  } catch {
    return USUAL_KEYS;
  }
}

/** Keeps what differs from the usual keys. */
export function storeBindings(user: string, bindings: Bindings, storage: Pick<Storage, "setItem"> = localStorage): void {
  const changed = Object.fromEntries(Object.entries(bindings).filter(([name, press]) => USUAL_KEYS[name as KeyName] !== press));
  storage.setItem(`${STORED}.${user}`, JSON.stringify(changed));
}
