import { describe, expect, it, vi } from "vitest";
import type { Lane } from "../api/types";
import { PassingPictures, type Passing } from "./passing";

const PIXELS = 3;
const view = { name: "top", lines: 0, pixels: PIXELS, line_pitch_mm: 1, pixel_pitch_mm: 1 };
const lane = (passage: string | null, name = "lane-1") => ({ name, passing: passage ? { passage, views: [view] } : null }) as unknown as Lane;
const lines = (n: number, passage = "p1") => ({ lane: "lane-1", passage, view: "top", lines: n });

async function settled() {
  for (let i = 0; i < 20; i++) {
    await Promise.resolve();
  }
}

/** A tunnel whose line n holds n in the first map, n + 0.1 in the second and so on. */
function tunnel() {
  let come = 0;
  const fetch = vi.fn((_: string, __: unknown, from: number) => {
    const count = come - from;
    const maps = new Float32Array(4 * count * PIXELS);
    for (let map = 0; map < 4; map++) {
      for (let i = 0; i < count * PIXELS; i++) {
        maps[map * count * PIXELS + i] = from + Math.floor(i / PIXELS) + map / 10;
      }
    }
    return Promise.resolve({ from, count, maps });
  });
  return { fetch, come: (n: number) => (come = n) };
}

describe("the picture of a passing parcel", () => {
  it("grows by what has come, each line once and in its place", async () => {
    const { fetch, come } = tunnel();
    let now: Passing | null = null;
    const pictures = new PassingPictures((passing) => (now = passing), fetch);
    pictures.on("lane", lane("p1"));
    const first = (now as Passing | null)?.views[0]?.maps;
    for (const n of [4, 9, 9, 30]) {
      come(n);
      pictures.on("lines", lines(n));
      await settled();
    }
    const maps = (now as Passing | null)?.views[0]?.maps;
    expect(maps).toBe(first);
    expect(maps?.filled).toBe(30);
    expect(fetch.mock.calls.map((call) => call[2])).toEqual([0, 4, 9]);
    for (let line = 0; line < 30; line++) {
      expect(maps?.attenuation[line * PIXELS + 1]).toBe(line);
      expect(maps?.arealDensity[line * PIXELS + 2]).toBeCloseTo(line + 0.3);
    }
  });

  it("gets more room when it is longer than most", async () => {
    const { fetch, come } = tunnel();
    let now: Passing | null = null;
    const pictures = new PassingPictures((passing) => (now = passing), fetch);
    pictures.on("lane", lane("p1"));
    come(2);
    pictures.on("lines", lines(2));
    await settled();
    come(1000);
    pictures.on("lines", lines(1000));
    await settled();
    const maps = (now as Passing | null)?.views[0]?.maps;
    expect(maps?.lines).toBe(1000);
    expect(maps?.attenuation[PIXELS]).toBe(1);
    expect(maps?.attenuation[999 * PIXELS]).toBe(999);
  });

  it("ends with the parcel, and nothing of it reaches the next", async () => {
    let late: (value: { from: number; count: number; maps: Float32Array }) => void = () => {};
    const seen: (Passing | null)[] = [];
    const fetch = vi.fn(() => new Promise<{ from: number; count: number; maps: Float32Array }>((done) => (late = done)));
    const pictures = new PassingPictures((passing) => seen.push(passing), fetch);
    pictures.on("lane", lane("p1"));
    pictures.on("lines", lines(5));
    pictures.on("lane", lane(null));
    pictures.on("lane", lane("p2"));
    late({ from: 0, count: 5, maps: new Float32Array(4 * 5 * PIXELS).fill(7) });
    await settled();
    expect(seen.at(-1)?.passage).toBe("p2");
    expect(seen.at(-1)?.views[0]?.maps.filled).toBe(0);
    pictures.on("lines", lines(5, "p1"));
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it("asks again with the next lines after a failure", async () => {
    const { fetch, come } = tunnel();
    fetch.mockRejectedValueOnce(new Error("away"));
    let now: Passing | null = null;
    const pictures = new PassingPictures((passing) => (now = passing), fetch);
    pictures.on("lane", lane("p1"));
    come(6);
    pictures.on("lines", lines(3));
    await settled();
    pictures.on("lines", lines(6));
    await settled();
    expect((now as Passing | null)?.views[0]?.maps.filled).toBe(6);
  });
});
