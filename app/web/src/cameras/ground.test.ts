import { describe, expect, it } from "vitest";
import { ground, inverse, magnification, through } from "./ground";
import type { Homography, Pair, Point } from "./types";

/** A camera that looks along the floor: its horizon is at y = 100 px, and 40 px of picture are one metre at y = 500 px. */
const H: Homography = [[10, 0, -3200], [0, 0, 4000], [0, 1, -100]];
const PAIRS: Pair[] = ([[100, 500], [600, 500], [200, 300], [500, 300]] as Point[]).map((picture_px) => ({ picture_px, plan_m: through(H, picture_px).at }));

describe("the way between picture and plan", () => {
  it("leads back to where it came from", () => {
    const { at } = through(inverse(H), through(H, [123, 456]).at);
    expect(at[0]).toBeCloseTo(123, 9);
    expect(at[1]).toBeCloseTo(456, 9);
  });

  it("draws squares of the floor below the horizon only", () => {
    const { step_m, lines } = ground(H, PAIRS, 640, 512);
    expect(step_m).toBe(1);
    expect(lines.length).toBeGreaterThan(10);
    expect(Math.min(...lines.flat().map(([, y]) => y))).toBeGreaterThan(100);
  });

  it("draws wider squares where the floor is large", () => {
    const wide = PAIRS.map((pair) => ({ ...pair, plan_m: [pair.plan_m[0] * 10, pair.plan_m[1] * 10] as Point }));
    expect(ground(H, wide, 640, 512).step_m).toBeGreaterThan(1);
  });

  it("draws small errors larger and large ones as they are", () => {
    expect([0.5, 3, 7, 15, 30].map(magnification)).toEqual([20, 10, 5, 2, 1]);
  });
});
