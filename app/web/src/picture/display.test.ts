import { describe, expect, it } from "vitest";
import { fit, onRaster, onScreen, sampleAt, zoomed, type Maps } from "./display";

const maps: Maps = {
  lines: 200,
  pixels: 100,
  linePitch_mm: 1,
  pixelPitch_mm: 1.1,
  attenuation: new Float32Array(20_000),
  zeff: new Float32Array(20_000),
  attenuationHigh: new Float32Array(20_000),
  arealDensity: new Float32Array(20_000),
};

describe("frame", () => {
  it("shows the whole picture with its true proportions", () => {
    const frame = fit(maps, 1000, 500);
    expect(frame.scale).toBeCloseTo(Math.min(1000 / 200, 500 / 110) * 0.97);
  });

  it("keeps the point under the pointer when zooming", () => {
    const whole = fit(maps, 1000, 500);
    for (const [dx, dy] of [[100, 50], [-200, 120], [0, 0]] as const) {
      const before = sampleAt(maps, whole, dx, dy);
      expect(sampleAt(maps, zoomed(whole, whole, 4, dx, dy), dx, dy)).toEqual(before);
    }
  });

  it("has the leading edge at the right and +y at the top", () => {
    const frame = fit(maps, 1000, 500);
    expect(sampleAt(maps, frame, 100 * frame.scale - 1, 55 * frame.scale - 1)).toEqual({ line: 0, pixel: 0 });
    expect(sampleAt(maps, frame, -100 * frame.scale + 1, -55 * frame.scale + 1)).toEqual({ line: 199, pixel: 99 });
    expect(sampleAt(maps, frame, 101 * frame.scale, 0)).toBeNull();
  });

  it("zooms to 64 times the whole and no further", () => {
    const whole = fit(maps, 1000, 500);
    expect(zoomed(whole, whole, 1000, 0, 0).scale).toBeCloseTo(64 * whole.scale);
  });

  it("never zooms out beyond the whole picture", () => {
    const whole = fit(maps, 1000, 500);
    expect(zoomed(whole, whole, 0.5, 10, 10)).toBe(whole);
  });

  it("leads from the raster to the screen and back", () => {
    const frame = zoomed(fit(maps, 1000, 500), fit(maps, 1000, 500), 3, 40, -30);
    const { dx, dy } = onScreen(maps, frame, 31, 140);
    expect(onRaster(maps, frame, dx, dy)).toEqual({ col: 31, row: 140 });
    expect(sampleAt(maps, frame, dx - 1, dy - 1)).toEqual({ line: 140, pixel: 31 });
    expect(onRaster(maps, frame, -1e6, 1e6)).toEqual({ col: 0, row: 200 });
  });

  it("has one scale for two pictures that share a room", () => {
    const longer = { length_mm: 400, width_mm: 50 };
    expect(fit(maps, 1000, 500, longer).scale).toBeCloseTo((1000 / 400) * 0.97);
  });

  it("has nothing to read where no line has come yet", () => {
    const growing = { ...maps, filled: 20 };
    const frame = fit(maps, 1000, 500);
    expect(sampleAt(growing, frame, 95 * frame.scale, 0)).toEqual({ line: 5, pixel: 50 });
    expect(sampleAt(growing, frame, 75 * frame.scale, 0)).toBeNull();
  });
});
