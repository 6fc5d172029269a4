import { describe, expect, it } from "vitest";
import { free, GROUPS, holder, KEYS, meaning, pressed, shown, storeBindings, storedBindings, USUAL_KEYS, type KeyName } from "./keys";

const press = (name: string) => {
  const parts = name.split("+");
  return { code: parts.at(-1) ?? "", ctrlKey: false, metaKey: false, altKey: parts.includes("Alt"), shiftKey: parts.includes("Shift") };
};
const names = Object.keys(KEYS) as KeyName[];

describe("keys", () => {
  it("are each one function's, and free to be given", () => {
    expect(new Set(Object.values(USUAL_KEYS)).size).toBe(names.length);
    for (const name of names) {
      expect(meaning(press(USUAL_KEYS[name])), name).toBe(name);
      expect(pressed(press(USUAL_KEYS[name]))).toBe(USUAL_KEYS[name]);
      expect(free(USUAL_KEYS[name]), name).toBe(true);
    }
    expect(GROUPS.flatMap((group) => group.keys).every((name) => name in KEYS)).toBe(true);
  });

  it("with Shift do something else than without, except where Shift only writes the sign", () => {
    expect(meaning(press("Shift+KeyJ"))).toBeNull();
    expect(meaning(press("Shift+KeyM"))).toBe("marks");
    expect(meaning(press("KeyM"))).toBe("metalOnly");
    expect(meaning(press("Shift+Equal"))).toBe("zoomIn");
    expect(meaning(press("Numpad4"))).toBe(4);
    expect(meaning({ ...press("KeyJ"), ctrlKey: true })).toBeNull();
    expect(meaning(press("Alt+KeyJ"))).toBeNull();
  });

  it("are shown as they are printed", () => {
    expect(["KeyQ", "Shift+KeyM", "Alt+ArrowLeft", "Backspace", "Equal"].map(shown)).toEqual(["Q", "⇧M", "Alt ←", "⌫", "+"]);
  });

  it("cannot be those that move the focus, close or choose a reason", () => {
    for (const taken of ["Tab", "Shift+Tab", "Escape", "Enter", "Digit3", "Numpad9", "ShiftLeft", "AltRight", "Shift+Slash", "F5"]) {
      expect(free(taken), taken).toBe(false);
    }
    expect(free("Digit0")).toBe(true);
  });

  it("are an officer's own, and the usual ones where what was kept cannot be", () => {
    const values = new Map<string, string>();
    const storage = { getItem: (key: string) => values.get(key) ?? null, setItem: (key: string, value: string) => void values.set(key, value) };
    const mine = { ...USUAL_KEYS, pass: "Digit0" };
    storeBindings("o", mine, storage);
    expect(storedBindings("o", storage)).toEqual(mine);
    expect(storedBindings("p", storage)).toEqual(USUAL_KEYS);
    expect(meaning(press("Digit0"), mine)).toBe("pass");
    expect(meaning(press("KeyJ"), mine)).toBeNull();
    expect(holder(mine, "KeyK", "pass")).toBe("inspect");
    expect(holder(mine, "KeyJ", "inspect")).toBeNull();
    storeBindings("o", { ...USUAL_KEYS, pass: "KeyK" }, storage);
    expect(storedBindings("o", storage)).toEqual(USUAL_KEYS);
    storage.setItem("gwanmun.keys.o", "[");
    expect(storedBindings("o", storage)).toEqual(USUAL_KEYS);
  });
});
