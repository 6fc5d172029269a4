import type { TextKey } from "../i18n/en";

/** Keys of the reading desk by physical position, so that they work whatever the input method writes (한글 included). */
export const KEYS = {
  pass: { code: "KeyJ", shown: "J", text: "pass" },
  inspect: { code: "KeyK", shown: "K", text: "inspect" },
  material: { code: "KeyQ", shown: "Q", text: "fnMaterial" },
  bw: { code: "KeyW", shown: "W", text: "fnBw" },
  negative: { code: "KeyE", shown: "E", text: "fnNegative" },
  high: { code: "KeyR", shown: "R", text: "fnHigh" },
  low: { code: "KeyT", shown: "T", text: "fnLow" },
  darker: { code: "KeyA", shown: "A", text: "fnDarker" },
  brighter: { code: "KeyS", shown: "S", text: "fnBrighter" },
  neutral: { code: "KeyD", shown: "D", text: "fnNeutral" },
  fit: { code: "KeyF", shown: "F", text: "fnFit" },
} as const satisfies Record<string, { code: string; shown: string; text: TextKey }>;

export type KeyName = keyof typeof KEYS;

/** What a key press means at the desk. */
export function meaning(event: { code: string; ctrlKey: boolean; altKey: boolean; metaKey: boolean }): KeyName | number | null {
  if (event.ctrlKey || event.altKey || event.metaKey) {
    return null;
  }
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
  if (digit) {
    return Number(digit[1]);
  }
  const found = (Object.keys(KEYS) as KeyName[]).find((name) => KEYS[name].code === event.code);
  return found ?? null;
}
