import { describe, expect, it, vi } from "vitest";
import { ApiError } from "../api/client";
import type { Verdict } from "../api/types";
import { Outbox, type Outcome } from "./outbox";

class Memory {
  readonly values = new Map<string, string>();
  getItem = (key: string) => this.values.get(key) ?? null;
  setItem = (key: string, value: string) => void this.values.set(key, value);
}

vi.stubGlobal("window", globalThis);

async function settled() {
  for (let i = 0; i < 20; i++) {
    await Promise.resolve();
  }
}

describe("outbox", () => {
  it("keeps a verdict through a lost connection and sends it once", async () => {
    vi.useFakeTimers();
    const memory = new Memory();
    const outcomes: Outcome[] = [];
    const send = vi.fn().mockRejectedValueOnce(new TypeError("network")).mockResolvedValue(undefined);
    const box = new Outbox("officer", (o) => outcomes.push(o), () => {}, send, memory);
    box.add({ id: "a", verdict: "pass", reason: null, shownMs: 10 });
    await settled();
    expect(box.waiting()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2000);
    expect(box.waiting()).toHaveLength(0);
    expect(outcomes).toEqual([{ kind: "stored", id: "a" }]);
    expect(send).toHaveBeenCalledTimes(2);
    vi.useRealTimers();
  });

  it("survives a closed browser", async () => {
    const memory = new Memory();
    const away = vi.fn().mockRejectedValue(new ApiError(503, "away"));
    const first = new Outbox("officer", () => {}, () => {}, away, memory);
    first.add({ id: "a", verdict: "inspect", reason: 1, shownMs: 10 });
    await settled();
    first.stop();
    const back = vi.fn().mockResolvedValue(undefined);
    new Outbox("officer", () => {}, () => {}, back, memory);
    await settled();
    expect(back).toHaveBeenCalledWith("a", "inspect", 1, 10);
  });

  const standing = (officer: string, verdict: "pass" | "inspect") => () =>
    Promise.resolve({ verdict, reason: null, officer, at: "2026-11-22T05:00:00Z" });
  const judgedBefore = async (who: () => Promise<Verdict | null>) => {
    const outcomes: Outcome[] = [];
    const send = vi.fn().mockRejectedValue(new ApiError(409, "judged"));
    const box = new Outbox("officer", (o) => outcomes.push(o), () => {}, send, new Memory(), who);
    box.add({ id: "a", verdict: "pass", reason: null, shownMs: 10 });
    await settled();
    expect(send).toHaveBeenCalledTimes(1);
    return { outcomes, box };
  };

  it("does not repeat a verdict that somebody else has given", async () => {
    const { outcomes } = await judgedBefore(standing("officer2", "inspect"));
    expect(outcomes).toEqual([{ kind: "judged", id: "a", by: "other", verdict: "inspect" }]);
  });

  it("knows the officer's own verdict again, whose first answer was lost", async () => {
    const { outcomes, box } = await judgedBefore(standing("officer", "pass"));
    expect(outcomes).toEqual([{ kind: "stored", id: "a" }]);
    expect(box.waiting()).toHaveLength(0);
  });

  it("says when the officer's own other verdict stands", async () => {
    const { outcomes } = await judgedBefore(standing("officer", "inspect"));
    expect(outcomes).toEqual([{ kind: "judged", id: "a", by: "self", verdict: "inspect" }]);
  });

  it("keeps the verdict while it cannot be asked whose stands", async () => {
    const { outcomes, box } = await judgedBefore(() => Promise.reject(new TypeError("network")));
    expect(outcomes).toEqual([]);
    expect(box.waiting()).toHaveLength(1);
    box.stop();
  });
});
