import type { TextKey } from "../i18n/en";

/** Keys of the reading desk by physical position, so that they work whatever the input method writes (한글 included). */
export const KEYS = {
  pass: { code: "KeyJ", shown: "J", text: "pass" },
  inspect: { code: "KeyK", shown: "K", text: "inspect" },
  material: { code: "KeyQ", shown: "Q", text: "fnMaterial" },
  bw: { code: "KeyW", shown: "W", text: "fnBw" },
  pseudo: { code: "KeyY", shown: "Y", text: "fnPseudo" },
  negative: { code: "KeyE", shown: "E", text: "fnNegative" },
  safe: { code: "KeyC", shown: "C", text: "fnSafe" },
  organicOnly: { code: "KeyO", shown: "O", text: "fnOrganicOnly" },
  organicStripped: { code: "KeyP", shown: "P", text: "fnOrganicStripped" },
  metalOnly: { code: "KeyM", shown: "M", text: "fnMetalOnly" },
  zeffWindow: { code: "KeyV", shown: "V", text: "fnZeffWindow" },
  high: { code: "KeyR", shown: "R", text: "fnHigh" },
  low: { code: "KeyT", shown: "T", text: "fnLow" },
  absorptionWindow: { code: "KeyB", shown: "B", text: "fnAbsorptionWindow" },
  darker: { code: "KeyA", shown: "A", text: "fnDarker" },
  brighter: { code: "KeyS", shown: "S", text: "fnBrighter" },
  softer: { code: "KeyZ", shown: "Z", text: "fnSofter" },
  harder: { code: "KeyX", shown: "X", text: "fnHarder" },
  gammaLess: { code: "KeyG", shown: "G", text: "fnGammaLess" },
  gammaMore: { code: "KeyH", shown: "H", text: "fnGammaMore" },
  super: { code: "KeyU", shown: "U", text: "fnSuper" },
  edge: { code: "KeyI", shown: "I", text: "fnEdge" },
  densityAlert: { code: "KeyN", shown: "N", text: "fnDensityAlert" },
  rangeDown: { code: "BracketLeft", shown: "[", text: "fnRangeDown" },
  rangeUp: { code: "BracketRight", shown: "]", text: "fnRangeUp" },
  rangeNarrower: { code: "Comma", shown: ",", text: "fnRangeNarrower" },
  rangeWider: { code: "Period", shown: ".", text: "fnRangeWider" },
  zoomOut: { code: "Minus", shown: "−", text: "fnZoomOut" },
  zoomIn: { code: "Equal", shown: "+", text: "fnZoomIn" },
  panLeft: { code: "ArrowLeft", shown: "←", text: "fnPanLeft" },
  panRight: { code: "ArrowRight", shown: "→", text: "fnPanRight" },
  panUp: { code: "ArrowUp", shown: "↑", text: "fnPanUp" },
  panDown: { code: "ArrowDown", shown: "↓", text: "fnPanDown" },
  fit: { code: "KeyF", shown: "F", text: "fnFit" },
  neutral: { code: "KeyD", shown: "D", text: "fnNeutral" },
  settings: { code: "Semicolon", shown: ";", text: "fnSettings" },
  reload: { code: "KeyL", shown: "L", text: "fnReload" },
} as const satisfies Record<string, { code: string; shown: string; text: TextKey }>;

export type KeyName = keyof typeof KEYS;

/** Groups of the rail and of the list of keys. */
export const GROUPS: readonly { title: TextKey; keys: readonly KeyName[] }[] = [
  { title: "colour", keys: ["material", "bw", "pseudo", "negative", "safe"] },
  { title: "materials", keys: ["organicOnly", "organicStripped", "metalOnly", "zeffWindow"] },
  { title: "penetration", keys: ["high", "low", "absorptionWindow"] },
  { title: "sharpness", keys: ["super", "edge"] },
  { title: "tools", keys: ["densityAlert", "fit", "neutral", "settings"] },
];

/** What a key press means at the desk. */
export function meaning(event: { code: string; ctrlKey: boolean; altKey: boolean; metaKey: boolean }): KeyName | number | null {
  if (event.ctrlKey || event.altKey || event.metaKey) {
    return null;
  }
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
  if (digit) {
    return Number(digit[1]);
  }
  if (event.code === "NumpadAdd" || event.code === "NumpadSubtract") {
    return event.code === "NumpadAdd" ? "zoomIn" : "zoomOut";
  }
  const found = (Object.keys(KEYS) as KeyName[]).find((name) => KEYS[name].code === event.code);
  return found ?? null;
}
