import { describe, expect, it } from "vitest";
import { gridStep_m, ticks, toPlan, toView, typedMetres, whole } from "./planView";

describe("the plan in sight", () => {
  it("goes from metres to the screen and back, with y upwards", () => {
    const view = whole([[0, 0], [20, 10]], 400, 300);
    expect(toPlan(view, toView(view, [12.34, 5.67], 400, 300), 400, 300)).toEqual([12.34, 5.67]);
    expect(toView(view, [0, 10], 400, 300)[1]).toBeLessThan(toView(view, [0, 0], 400, 300)[1]);
    for (const point of [[0, 0], [20, 10]] as const) {
      const [u, v] = toView(view, point, 400, 300);
      expect(u > 0 && u < 400 && v > 0 && v < 300).toBe(true);
    }
  });

  it("has grid lines that can be told apart", () => {
    expect(gridStep_m(30, 24)).toBe(1);
    expect(gridStep_m(20, 24)).toBe(2);
    expect(gridStep_m(3, 24)).toBe(10);
    expect(gridStep_m(300, 24)).toBe(0.1);
    expect(ticks(-1.5, 2.1, 1)).toEqual([-1, 0, 1, 2]);
  });

  it("reads metres as they are typed", () => {
    expect(["12.5", "12,5", "-3", " .5 ", "+1."].map(typedMetres)).toEqual([12.5, 12.5, -3, 0.5, 1]);
    expect(["", "-", "1e9", "1 2", "NaN", "99999999"].map(typedMetres)).toEqual([null, null, null, null, null, null]);
  });
});
