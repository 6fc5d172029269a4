import { describe, expect, it } from "vitest";
import { NO_END } from "../picture/display";
import { active, neutral, sound, storedPreferences, turned, turns, USUAL, type Functions } from "./functions";
import { KEYS, type KeyName } from "./keys";

const press = (...names: KeyName[]): Functions => names.reduce((f, name) => turned(f, name, USUAL), neutral(USUAL));

describe("picture functions", () => {
  it("are all undone by one key", () => {
    const all = (Object.keys(KEYS) as KeyName[]).filter((name) => name !== "neutral");
    expect(press(...all, "neutral")).toEqual(neutral(USUAL));
  });

  it("are shown as active while they are on, and go off by the same key", () => {
    const toggles: KeyName[] = [
      "negative", "safe", "organicOnly", "organicStripped", "metalOnly", "zeffWindow", "high", "low", "absorptionWindow",
      "super", "edge", "densityAlert", "scatterTop", "scatterBottom", "scatterForward", "overlay", "difference", "blink", "sideBySide",
    ];
    for (const name of toggles) {
      expect(active(press(name), name), name).toBe(true);
      expect(active(press(name, name), name), name).toBe(false);
    }
  });

  it("exclude each other where one picture cannot be both", () => {
    expect(press("high", "low", "super").display.tone).toBe("super");
    expect(press("organicOnly", "metalOnly").display.material).toBe("metalOnly");
  });

  it("show one scatter picture at a time, and take turns with transmission while they blink", () => {
    expect(press("scatterTop", "overlay").display.scatter).toBe("overlay");
    expect(turns(press("scatterBottom", "blink").display)).toEqual(["off", "back_bottom"]);
    expect(turns(press("blink").display)).toEqual(["off", "back_top", "off", "back_bottom"]);
    expect(press("blink", "sideBySide").blink).toBe(false);
  });

  it("stay within what a picture can show, however long a key is pressed", () => {
    const long = (name: KeyName) => press(...new Array<KeyName>(200).fill(name)).display;
    expect(long("gammaMore").gamma).toBe(3);
    expect(long("gammaLess").gamma).toBe(0.08);
    expect(long("brighter").brightness).toBe(0.5);
    expect(long("softer").contrast).toBe(0.25);
  });

  it("move and widen the window that was opened last, within its scale", () => {
    expect(press("zeffWindow", "rangeUp").display.zeffWindow).toEqual({ low: 6.75, high: 8.75 });
    expect(press("zeffWindow", "rangeWider").display.zeffWindow).toEqual({ low: 6.25, high: 8.75 });
    const low = press("zeffWindow", ...new Array<KeyName>(60).fill("rangeDown"));
    expect(low.display.zeffWindow).toEqual({ low: 4, high: 6 });
    const alert = press("densityAlert", "rangeUp").display.densityAlert;
    expect(alert).toEqual({ low: 5.25, high: NO_END });
    expect(press("densityAlert", "rangeNarrower").display.densityAlert?.high).toBeLessThan(NO_END);
    expect(press("absorptionWindow", ...new Array<KeyName>(9).fill("rangeNarrower")).display.absorptionWindow).toEqual({ low: 0.45, high: 0.55 });
  });

  it("use an officer's bands, unless they cannot be shown", () => {
    const mine = { safe: true, bands: { organicTo: 9.5, mixedTo: 17, blend: 0.5 }, alertFrom_g_cm2: 3 };
    const storage = (text: string | null) => ({ getItem: () => text });
    expect(storedPreferences("o", storage(JSON.stringify(mine)))).toEqual(mine);
    expect(neutral(mine).display.bands).toEqual(mine.bands);
    const crossed = { ...mine, bands: { organicTo: 17, mixedTo: 10, blend: 0.5 } };
    expect(sound(crossed)).toBe(false);
    expect(storedPreferences("o", storage(JSON.stringify(crossed)))).toEqual(USUAL);
    expect(storedPreferences("o", storage("{"))).toEqual(USUAL);
    expect(storedPreferences("o", storage(null))).toEqual(USUAL);
  });
});
