import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { backOff_ms } from "./backOff";
import { Feed, type Link, type Wire } from "./feed";

class Fake implements Wire {
  binaryType = "";
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  readonly sent: string[] = [];
  closed = false;
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.closed = true;
  }
}

function picture(camera: string): ArrayBuffer {
  const json = new TextEncoder().encode(JSON.stringify({ camera, state: "live" }));
  const bytes = new Uint8Array(4 + json.length + 2);
  new DataView(bytes.buffer).setUint32(0, json.length);
  bytes.set(json, 4);
  return bytes.buffer;
}

describe("waiting before a new try", () => {
  it("doubles from a second to a quarter of a minute", () => {
    expect([0, 1, 2, 3, 4, 5, 99].map((n) => backOff_ms(n, 0.5))).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
  });
  it("is spread by a fifth", () => {
    expect(backOff_ms(0, 0)).toBe(800);
    expect(backOff_ms(2, 0.999_999)).toBe(4800);
  });
});

describe("the feed", () => {
  let wires: Fake[];
  let feed: Feed;
  let links: Link["is"][];
  const last = () => wires.at(-1) as Fake;
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000 });
    wires = [];
    links = [];
    feed = new Feed({ open: () => (wires.push(new Fake()), last()), now: () => Date.now(), chance: () => 0.5 });
    feed.watch((link) => links.push(link.is));
  });
  afterEach(() => {
    feed.stop();
    vi.useRealTimers();
  });

  it("says what is wanted when it is open, and again when that changes", () => {
    feed.want(["a", "b"], 480);
    feed.start();
    last().onopen?.();
    feed.want(["a", "b"], 480);
    feed.want(["a"], 1200);
    expect(last().sent.map((text) => JSON.parse(text) as unknown)).toEqual([{ show: ["a", "b"], width_px: 480 }, { show: ["a"], width_px: 1200 }]);
    expect(links).toEqual(["opening", "open"]);
  });

  it("brings each picture to those who look at that camera", () => {
    const seen: string[] = [];
    const off = feed.on("a", (message) => seen.push(message.header.camera));
    feed.on("b", (message) => seen.push(message.header.camera));
    feed.start();
    last().onopen?.();
    last().onmessage?.({ data: picture("a") });
    last().onmessage?.({ data: picture("c") });
    last().onmessage?.({ data: "text" });
    off();
    last().onmessage?.({ data: picture("a") });
    last().onmessage?.({ data: picture("b") });
    expect(seen).toEqual(["a", "b"]);
  });

  it("counts from when it was lost, and waits longer each time until a picture comes", () => {
    feed.start();
    last().onopen?.();
    last().onclose?.();
    expect(feed.link).toEqual({ is: "lost", since: 1_000_000, retryAt: 1_001_000 });
    vi.advanceTimersByTime(999);
    expect(wires).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(wires).toHaveLength(2);
    last().onclose?.();
    expect(feed.link).toEqual({ is: "lost", since: 1_000_000, retryAt: 1_003_000 });
    vi.advanceTimersByTime(2000);
    last().onopen?.();
    last().onclose?.();
    expect(feed.link).toMatchObject({ since: 1_003_000, retryAt: 1_007_000 });
    vi.advanceTimersByTime(4000);
    last().onopen?.();
    last().onmessage?.({ data: picture("a") });
    last().onclose?.();
    expect(feed.link).toMatchObject({ since: 1_007_000, retryAt: 1_008_000 });
  });

  it("tries at once when it is told to", () => {
    feed.start();
    last().onclose?.();
    feed.retry();
    expect(wires).toHaveLength(2);
    vi.advanceTimersByTime(60_000);
    expect(wires).toHaveLength(2);
  });

  it("is closed while nobody looks, and says nothing of it", () => {
    feed.start();
    last().onopen?.();
    feed.stop();
    expect(last().closed).toBe(true);
    vi.advanceTimersByTime(60_000);
    expect(wires).toHaveLength(1);
    feed.start();
    expect(wires).toHaveLength(2);
    expect(links).toEqual(["opening", "open", "off", "opening"]);
  });

  it("knows how long an open connection has been silent", () => {
    feed.start();
    vi.advanceTimersByTime(5000);
    expect(feed.silent_ms()).toBe(0);
    last().onopen?.();
    vi.advanceTimersByTime(5000);
    expect(feed.silent_ms()).toBe(5000);
    last().onmessage?.({ data: picture("a") });
    expect(feed.silent_ms()).toBe(0);
  });
});
