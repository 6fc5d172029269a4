import { describe, expect, it } from "vitest";
import { en } from "./en";
import { ko } from "./ko";
import { speaker } from "./language";

const slots = (text: string) => (text.match(/\{\d\}/g) ?? []).sort().join();

describe("texts", () => {
  it("have the same keys and slots in both languages, and none is empty", () => {
    expect(Object.keys(ko).sort()).toEqual(Object.keys(en).sort());
    for (const key of Object.keys(en) as (keyof typeof en)[]) {
      expect(slots(ko[key]), key).toBe(slots(en[key]));
      expect(ko[key].trim().length * en[key].trim().length, key).toBeGreaterThan(0);
    }
  });

  it("are filled", () => {
    expect(speaker("en")("pendingVerdicts", 3)).toBe("3 waiting to be stored");
  });
});
