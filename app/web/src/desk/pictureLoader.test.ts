import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Maps } from "../picture/display";
import { PictureLoader, type Pictures } from "./pictureLoader";

const a = { id: "a" };
const b = { id: "b" };
const maps: Maps[] = [];

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("pictures", () => {
  it("that failed come back by themselves, after longer and longer waits", async () => {
    const seen: Pictures[] = [];
    const load = vi.fn().mockRejectedValue(new Error("away"));
    const loader = new PictureLoader(load, (p) => seen.push(p));
    loader.want(a, undefined);
    await vi.advanceTimersByTimeAsync(0);
    expect(seen.at(-1)).toEqual({ kind: "failed", retryAt: Date.now() + 1000 });
    await vi.advanceTimersByTimeAsync(1000);
    expect(load).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(1000);
    expect(load).toHaveBeenCalledTimes(2);
    load.mockResolvedValue(maps);
    await vi.advanceTimersByTimeAsync(1000);
    expect(seen.at(-1)).toEqual({ kind: "here", id: "a", maps });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(load).toHaveBeenCalledTimes(3);
  });

  it("are tried at least every fifteen seconds, and at once when asked", async () => {
    const load = vi.fn().mockRejectedValue(new Error("away"));
    const loader = new PictureLoader(load, () => {});
    loader.want(a, undefined);
    await vi.advanceTimersByTimeAsync(120_000);
    const tries = load.mock.calls.length;
    await vi.advanceTimersByTimeAsync(15_000);
    expect(load.mock.calls.length).toBe(tries + 1);
    loader.again();
    await vi.advanceTimersByTimeAsync(0);
    expect(load.mock.calls.length).toBe(tries + 2);
    loader.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(load.mock.calls.length).toBe(tries + 2);
  });

  it("of the next parcel are fetched once, and shown at once when its turn comes", async () => {
    const seen: Pictures[] = [];
    const load = vi.fn().mockResolvedValue(maps);
    const loader = new PictureLoader(load, (p) => seen.push(p));
    loader.want(a, b);
    expect(loader.ready("b")).toBeUndefined();
    await vi.advanceTimersByTimeAsync(0);
    expect(loader.ready("b")).toBe(maps);
    loader.want(b, undefined);
    expect(loader.ready("a")).toBeUndefined();
    await vi.advanceTimersByTimeAsync(0);
    expect(seen.at(-1)).toEqual({ kind: "here", id: "b", maps });
    expect(load).toHaveBeenCalledTimes(2);
  });

  it("that arrive too late are not shown for another parcel", async () => {
    const seen: Pictures[] = [];
    let late: (maps: Maps[]) => void = () => {};
    const load = vi.fn((p: { id: string }) => (p.id === "a" ? new Promise<Maps[]>((done) => (late = done)) : Promise.resolve(maps)));
    const loader = new PictureLoader(load, (p) => seen.push(p));
    loader.want(a, b);
    loader.want(b, undefined);
    await vi.advanceTimersByTimeAsync(0);
    late(maps);
    await vi.advanceTimersByTimeAsync(0);
    expect(seen.filter((p) => p.kind === "here").map((p) => p.kind === "here" && p.id)).toEqual(["b"]);
  });
});
