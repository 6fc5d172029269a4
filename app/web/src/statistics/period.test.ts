import { describe, expect, it } from "vitest";
import { dayOf, instants, lastDays } from "./period";

describe("period", () => {
  const lateEvening = Date.parse("2026-11-22T15:30:00Z"); // 00:30 on the 23rd in Korea

  it("counts whole days in Korea", () => {
    expect(dayOf(lateEvening)).toBe("2026-11-23");
    expect(lastDays(7, lateEvening)).toEqual({ first: "2026-11-17", last: "2026-11-23" });
    expect(instants({ first: "2026-11-23", last: "2026-11-23" })).toEqual({ from: "2026-11-22T15:00:00.000Z", to: "2026-11-23T15:00:00.000Z" });
  });

  it("is none where the days are none or in the wrong order", () => {
    expect(instants({ first: "2026-11-24", last: "2026-11-23" })).toBeNull();
    expect(instants({ first: "", last: "2026-11-23" })).toBeNull();
    expect(instants({ first: "2026-13-40", last: "2026-11-23" })).toBeNull();
  });
});
