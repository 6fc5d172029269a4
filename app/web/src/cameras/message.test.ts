import { describe, expect, it } from "vitest";
import { decode } from "./message";

function message(header: unknown, jpeg: number[] = []): ArrayBuffer {
  const json = new TextEncoder().encode(typeof header === "string" ? header : JSON.stringify(header));
  const bytes = new Uint8Array(4 + json.length + jpeg.length);
  new DataView(bytes.buffer).setUint32(0, json.length);
  bytes.set(json, 4);
  bytes.set(jpeg, 4 + json.length);
  return bytes.buffer;
}

const HEADER = {
  camera: "입국장-a", sequence: 1234, time_s: 175.3, width_px: 768, height_px: 576, picture_width_px: 480, state: "live", people: 3,
  measured_fps: 6.9, tracks: [{ id: 12, x: 100, y: 50, w: 30, h: 80 }],
};

describe("a live message", () => {
  it("is a header and the picture after it", () => {
    const read = decode(message(HEADER, [0xff, 0xd8, 0xff, 0xd9]));
    expect(read?.header).toEqual(HEADER);
    expect([...(read?.jpeg ?? [])]).toEqual([0xff, 0xd8, 0xff, 0xd9]);
  });

  it("may have no picture, no people and no tracks", () => {
    const read = decode(message({ camera: "a", state: "stalled" }));
    expect(read?.jpeg).toBeNull();
    expect(read?.header).toMatchObject({ camera: "a", state: "stalled", people: null, measured_fps: null, tracks: [] });
  });

  it("loses boxes that are nowhere", () => {
    const read = decode(message({ ...HEADER, tracks: [{ id: 1, x: null, y: 0, w: 1, h: 1 }, HEADER.tracks[0]] }));
    expect(read?.header.tracks).toEqual(HEADER.tracks);
  });

  it("is nothing when it is cut, is no JSON, or names no camera", () => {
    expect(decode(new ArrayBuffer(0))).toBeNull();
    expect(decode(new ArrayBuffer(3))).toBeNull();
    expect(decode(message(HEADER).slice(0, 40))).toBeNull();
    expect(decode(message("{"))).toBeNull();
    expect(decode(message("null"))).toBeNull();
    expect(decode(message({ sequence: 1 }))).toBeNull();
    const huge = new ArrayBuffer(8);
    new DataView(huge).setUint32(0, 0xffffffff);
    expect(decode(huge)).toBeNull();
  });
});
