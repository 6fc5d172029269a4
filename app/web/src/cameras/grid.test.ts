import { describe, expect, it } from "vitest";
import { asked, fitted, grid, neighbour } from "./grid";

describe("the wall", () => {
  it("has the grid in which the pictures are largest", () => {
    expect(grid(1, 1366, 696, 4 / 3, 30, 4)).toEqual({ columns: 1, rows: 1 });
    expect(grid(2, 1366, 696, 4 / 3, 30, 4)).toEqual({ columns: 2, rows: 1 });
    expect(grid(4, 1366, 696, 4 / 3, 30, 4)).toEqual({ columns: 2, rows: 2 });
    expect(grid(16, 1920, 1008, 16 / 9, 30, 4)).toEqual({ columns: 4, rows: 4 });
    expect(grid(4, 3840, 700, 4 / 3, 30, 4)).toEqual({ columns: 4, rows: 1 });
    expect(grid(0, 1366, 696, 4 / 3, 30, 4)).toEqual({ columns: 1, rows: 1 });
  });

  it("has room for every camera", () => {
    for (let count = 1; count <= 16; count++) {
      const { columns, rows } = grid(count, 1366, 696, 16 / 9, 30, 4);
      expect(columns * rows).toBeGreaterThanOrEqual(count);
      expect(columns * (rows - 1)).toBeLessThan(count);
    }
  });

  it("shows whole pictures in the middle of their cells", () => {
    expect(fitted(400, 100, 2)).toEqual({ left_px: 100, top_px: 0, width_px: 200, height_px: 100 });
    expect(fitted(400, 400, 2)).toEqual({ left_px: 0, top_px: 100, width_px: 400, height_px: 200 });
  });

  it("is walked by arrows and ends at its edges", () => {
    expect(neighbour(0, "ArrowRight", 3, 7)).toBe(1);
    expect(neighbour(0, "ArrowLeft", 3, 7)).toBe(0);
    expect(neighbour(1, "ArrowDown", 3, 7)).toBe(4);
    expect(neighbour(1, "ArrowUp", 3, 7)).toBe(1);
    expect(neighbour(4, "ArrowDown", 3, 7)).toBe(6);
    expect(neighbour(6, "ArrowDown", 3, 7)).toBe(6);
    expect(neighbour(6, "ArrowRight", 3, 7)).toBe(6);
  });

  it("asks for pictures as wide as its tiles, within what the server draws", () => {
    expect(asked(341, 1)).toBe(400);
    expect(asked(341, 2)).toBe(720);
    expect(asked(20, 1)).toBe(160);
    expect(asked(3000, 2)).toBe(1920);
  });
});
