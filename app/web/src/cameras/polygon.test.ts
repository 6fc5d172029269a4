import { describe, expect, it } from "vitest";
import { centre, crossing, inserted, middles, moved, problem, within, without } from "./polygon";
import type { Point } from "./types";

const SQUARE: Point[] = [[0, 0], [10, 0], [10, 10], [0, 10]];

describe("a zone", () => {
  it("may have corners that point inwards but may not cross itself", () => {
    expect(crossing(SQUARE)).toBe(false);
    expect(crossing([[0, 0], [10, 0], [5, 3], [10, 10], [0, 10]])).toBe(false);
    expect(crossing([[0, 0], [10, 10], [10, 0], [0, 10]])).toBe(true);
    expect(crossing([[0, 0], [10, 0], [10, 10], [5, 0], [0, 10]])).toBe(true);
  });

  it("has an area", () => {
    expect(crossing([[0, 0], [5, 5], [10, 10]])).toBe(true);
    expect(crossing([[0, 0], [0, 0], [10, 10], [0, 5]])).toBe(true);
    expect(crossing([[0, 0], [10, 0], [5, 0]])).toBe(true);
    expect(crossing([[0, 0], [5, 0], [10, 0], [10, 10]])).toBe(false);
  });

  it("has a name, 3 to 32 points within the picture, and else says what is wrong", () => {
    const zone = { title: "출구", points_px: SQUARE };
    expect(problem(zone, 10, 10)).toBeNull();
    expect(problem({ ...zone, title: "  " }, 10, 10)).toBe("zoneUnnamed");
    expect(problem({ ...zone, title: "문".repeat(61) }, 10, 10)).toBe("zoneUnnamed");
    expect(problem({ ...zone, points_px: SQUARE.slice(0, 2) }, 10, 10)).toBe("zonePoints");
    expect(problem(zone, 9, 10)).toBe("zoneOutside");
    expect(problem({ ...zone, points_px: [[0, 0], [10, 10], [10, 0], [0, 10]] }, 10, 10)).toBe("zoneCrossing");
  });

  it("has points that are moved, taken away and added between others", () => {
    expect(moved(SQUARE, 1, [9, 1])[1]).toEqual([9, 1]);
    expect(without(SQUARE, 0)).toEqual(SQUARE.slice(1));
    expect(inserted(SQUARE, 3, [0, 5])).toEqual([...SQUARE, [0, 5]]);
    expect(middles(SQUARE)[3]).toEqual([0, 5]);
    expect(within([-3.2, 99.6], 80, 60)).toEqual([0, 60]);
  });

  it("bears its name in its middle", () => {
    expect(centre(SQUARE)).toEqual([5, 5]);
    expect(centre([[0, 0], [4, 4]])).toEqual([2, 2]);
  });
});
