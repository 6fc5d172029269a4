import { describe, expect, it } from "vitest";
import { markOf, middleOf, nudged, outlinesOf } from "./marks";

const view = { name: "top", lines: 100, pixels: 50, line_pitch_mm: 1, pixel_pitch_mm: 1 };

describe("marks", () => {
  it("are the rectangle between two corners, whichever way it was drawn", () => {
    const draft = { view: "top", from: { col: 30, row: 80 }, to: { col: 10, row: 20 } };
    expect(markOf(draft)).toEqual({ view: "top", col0: 10, row0: 20, col1: 30, row1: 80, note: "" });
    expect(markOf({ ...draft, to: { col: 29, row: 20 } })).toBeNull();
  });

  it("move by arrow keys as the picture lies on the screen, and stay inside it", () => {
    let draft = middleOf(view);
    expect(draft).toEqual({ view: "top", from: { col: 20, row: 40 }, to: { col: 30, row: 60 } });
    expect(nudged(draft, "ArrowRight", false, view).from.row).toBe(38);
    expect(nudged(draft, "ArrowUp", false, view).to.col).toBe(32);
    expect(nudged(draft, "ArrowLeft", true, view).to.row).toBe(58);
    for (let i = 0; i < 100; i++) {
      draft = nudged(nudged(draft, "ArrowRight", false, view), "ArrowUp", false, view);
    }
    expect(draft).toEqual({ view: "top", from: { col: 40, row: 0 }, to: { col: 50, row: 20 } });
    for (let i = 0; i < 100; i++) {
      draft = nudged(draft, "ArrowDown", true, view);
    }
    expect(draft.to.col).toBe(43);
  });

  it("lie over their own view, and light up when they are pointed at", () => {
    const parcel = {
      marks: [{ view: "top", col0: 1, row0: 2, col1: 3, row1: 4, note: "" }, { view: "side", col0: 1, row0: 2, col1: 3, row1: 4, note: "" }],
      findings: [{ views: [{ view: "top", polygon_px: [[0, 0], [1, 0], [1, 1]] as [number, number][] }] }],
    };
    const outlines = outlinesOf("top", parcel, middleOf(view), "m0");
    expect(outlines.map((o) => [o.key, o.lit ?? false])).toEqual([["f0 0", false], ["m0", true], ["draft", false]]);
    expect(outlinesOf("side", parcel, null, null).map((o) => o.key)).toEqual(["m1"]);
  });
});
