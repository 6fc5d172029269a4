import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "../api/client";
import type { Verdict } from "../api/types";
import { Outbox, type Letter, type Outcome, type Post } from "./outbox";

class Memory {
  readonly values = new Map<string, string>();
  getItem = (key: string) => this.values.get(key) ?? null;
  setItem = (key: string, value: string) => void this.values.set(key, value);
}

async function settled() {
  for (let i = 0; i < 20; i++) {
    await Promise.resolve();
  }
}

const passOf = (id: string, requestId = `r-${id}`): Letter => ({ kind: "verdict", id, round: 1, requestId, verdict: "pass", reason: null, shownMs: 10 });
const marksOf = (id: string, requestId: string, note: string): Letter => ({
  kind: "marks", id, round: 1, requestId, marks: [{ view: "top", col0: 1, row0: 2, col1: 3, row1: 4, note }],
});

function post(send: Post["send"], standing: Post["standing"] = () => Promise.resolve(null)): Post {
  return { send, standing };
}

function box(way: Post, memory = new Memory()) {
  const outcomes: Outcome[] = [];
  return { outcomes, memory, box: new Outbox("officer", (o) => outcomes.push(o), () => {}, way, memory) };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("outbox", () => {
  it("keeps a verdict through a lost connection and sends it again under the same number", async () => {
    const send = vi.fn().mockRejectedValueOnce(new TypeError("network")).mockResolvedValue({});
    const { box: out, outcomes } = box(post(send));
    out.add(passOf("a"));
    await settled();
    expect(out.waiting()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2000);
    expect(out.waiting()).toHaveLength(0);
    expect(outcomes).toEqual([{ kind: "stored", letter: passOf("a") }]);
    expect(send.mock.calls).toEqual([[passOf("a"), false], [passOf("a"), true]]);
  });

  it("survives a closed browser", async () => {
    const memory = new Memory();
    const first = box(post(vi.fn().mockRejectedValue(new ApiError(503, "away"))), memory);
    first.box.add(passOf("a"));
    await settled();
    first.box.stop();
    const back = vi.fn().mockResolvedValue({});
    box(post(back), memory);
    await settled();
    expect(back).toHaveBeenCalledWith(passOf("a"), true);
  });

  it("keeps what an earlier version of the page left, and begins empty where that cannot be read", async () => {
    const memory = new Memory();
    memory.setItem("gwanmun.outbox.officer", JSON.stringify([{ id: "a", verdict: "inspect", reason: 1, shownMs: 10 }]));
    const send = vi.fn().mockResolvedValue({});
    box(post(send), memory);
    await settled();
    expect(send.mock.calls[0]?.[0]).toMatchObject({ kind: "verdict", id: "a", round: 1, verdict: "inspect", reason: 1 });
    memory.setItem("gwanmun.outbox.officer", "{");
    expect(box(post(send), memory).box.waiting()).toEqual([]);
  });

  it("leaves a letter in flight to the page that has taken over", async () => {
    let answer: (value: object) => void = () => {};
    const memory = new Memory();
    const first = box(post(() => new Promise((done) => (answer = done))), memory);
    first.box.add(passOf("a"));
    await settled();
    first.box.stop();
    const send = vi.fn().mockResolvedValue({});
    const second = box(post(send), memory);
    second.box.add(passOf("b"));
    await settled();
    answer({});
    await settled();
    expect(first.outcomes).toEqual([]);
    expect(send.mock.calls.map((call) => (call[0] as Letter).requestId)).toEqual(["r-a", "r-b"]);
    expect(JSON.parse(memory.getItem("gwanmun.outbox.officer") ?? "")).toEqual([]);
  });

  it("still sends when the browser's storage is full", async () => {
    const memory = new Memory();
    memory.setItem = () => {
      throw new Error("full");
    };
    const send = vi.fn().mockResolvedValue({});
    box(post(send), memory).box.add(passOf("a"));
    await settled();
    expect(send).toHaveBeenCalledTimes(1);
  });

  it("waits while the desk is locked or nobody is logged in", async () => {
    const send = vi.fn().mockRejectedValueOnce(new ApiError(423, "locked", "session_locked")).mockRejectedValueOnce(new ApiError(401, "who")).mockResolvedValue({});
    const { box: out, outcomes } = box(post(send));
    out.add(passOf("a"));
    await vi.advanceTimersByTimeAsync(4000);
    expect(outcomes.map((o) => o.kind)).toEqual(["stored"]);
  });

  it("withdraws what has not left, and nothing that may have arrived", async () => {
    const send = vi.fn().mockRejectedValue(new TypeError("network"));
    const { box: out } = box(post(send));
    out.add(passOf("a"));
    out.add(passOf("b"));
    await settled();
    expect(out.withdraw("a", 1)).toBe(false);
    expect(out.withdraw("b", 2)).toBe(false);
    expect(out.withdraw("b", 1)).toBe(true);
    expect(out.waiting().map((letter) => letter.id)).toEqual(["a"]);
    out.stop();
  });

  it("sends only the newest marks of a parcel", async () => {
    const send = vi.fn().mockRejectedValueOnce(new TypeError("network")).mockResolvedValue({});
    const { box: out } = box(post(send));
    out.add(passOf("a"));
    await settled();
    out.add(marksOf("b", "r1", "one"));
    out.add(marksOf("b", "r2", "two"));
    out.add(marksOf("c", "r3", "three"));
    await vi.advanceTimersByTimeAsync(2000);
    expect(send.mock.calls.slice(2).map((call) => (call[0] as Letter).requestId)).toEqual(["r2", "r3"]);
  });

  it("says when a recall comes too late and when the lease had lapsed", async () => {
    const recall: Letter = { kind: "recall", id: "a", round: 1, requestId: "r" };
    const send = vi.fn().mockRejectedValueOnce(new ApiError(409, "gone", "already_diverted")).mockRejectedValueOnce(new ApiError(409, "not yours", "not_held"));
    const { box: out, outcomes } = box(post(send));
    out.add(recall);
    out.add(passOf("b"));
    await settled();
    expect(outcomes).toEqual([{ kind: "late", letter: recall }, { kind: "taken", letter: passOf("b") }]);
  });

  const standing = (officer: string, verdict: "pass" | "inspect") => () =>
    Promise.resolve({ verdict, reason: null, officer, at: "2026-11-22T05:00:00Z" });
  const judgedBefore = async (who: () => Promise<Verdict | null>) => {
    const send = vi.fn().mockRejectedValue(new ApiError(409, "judged", "already_judged"));
    const made = box(post(send, who));
    made.box.add(passOf("a"));
    await settled();
    expect(send).toHaveBeenCalledTimes(1);
    return made;
  };

  it("does not repeat a verdict that somebody else has given", async () => {
    const { outcomes } = await judgedBefore(standing("officer2", "inspect"));
    expect(outcomes).toEqual([{ kind: "judged", letter: passOf("a"), by: "other", verdict: "inspect" }]);
  });

  it("knows the officer's own verdict again, whose first answer was lost", async () => {
    const { outcomes, box: out } = await judgedBefore(standing("officer", "pass"));
    expect(outcomes[0]).toMatchObject({ kind: "stored", letter: passOf("a") });
    expect(out.waiting()).toHaveLength(0);
  });

  it("says when the officer's own other verdict stands", async () => {
    const { outcomes } = await judgedBefore(standing("officer", "inspect"));
    expect(outcomes).toEqual([{ kind: "judged", letter: passOf("a"), by: "self", verdict: "inspect" }]);
  });

  it("keeps the verdict while it cannot be asked whose stands", async () => {
    const { outcomes, box: out } = await judgedBefore(() => Promise.reject(new TypeError("network")));
    expect(outcomes).toEqual([]);
    expect(out.waiting()).toHaveLength(1);
    out.stop();
  });
});
