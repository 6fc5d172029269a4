import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "../api/client";
import { whole } from "../api/parcel";
import type { Mark, Parcel } from "../api/types";
import type { Letter } from "./outbox";
import { Reading, USUAL_SETTINGS, type ReadingServer } from "./reading";

/** A server with a queue, leases and one officer who asks. */
class Lane implements ReadingServer {
  queue: Parcel[] = ["a", "b", "c", "d"].map((id) => whole({ id }));
  held: Parcel[] = [];
  letters: Letter[] = [];
  away = false;
  claims: number[] = [];
  verdictRefusal: ApiError | null = null;

  private reach<T>(value: () => T): Promise<T> {
    return this.away ? Promise.reject(new TypeError("network")) : Promise.resolve().then(value);
  }
  desk = () =>
    this.reach(() => ({ held: this.held, waiting: this.queue.length, settings: USUAL_SETTINGS, lanes: [], now: new Date().toISOString() }));
  claim = (count: number) =>
    this.reach(() => {
      this.claims.push(count);
      while (this.held.length < count && this.queue.length > 0) {
        this.held.push(this.queue.shift() as Parcel);
      }
      return { held: [...this.held], waiting: this.queue.length };
    });
  giveBack = () =>
    this.reach(() => {
      this.queue.unshift(...this.held.splice(0));
    });
  stored: Record<string, Mark[]> = {};
  marks = (id: string) => this.reach(() => this.stored[id] ?? []);
  history = () => this.reach((): Parcel[] => []);
  standing = () => this.reach(() => null);
  send = (letter: Letter) =>
    this.reach(() => {
      if (letter.kind === "verdict" && this.verdictRefusal) {
        throw this.verdictRefusal;
      }
      this.letters.push(letter);
      if (letter.kind === "recall") {
        const parcel = whole({ id: letter.id, round: letter.round });
        this.held.unshift(parcel);
        return { parcel };
      }
      if (letter.kind !== "marks") {
        this.held = this.held.filter((parcel) => parcel.id !== letter.id);
      }
      return {};
    });
}

class Memory {
  readonly values = new Map<string, string>();
  getItem = (key: string) => this.values.get(key) ?? null;
  setItem = (key: string, value: string) => void this.values.set(key, value);
}

let lane: Lane;
let memory: Memory;
const desks: Reading[] = [];

function desk(): Reading {
  const made = new Reading("officer", () => {}, () => {}, lane, memory);
  desks.push(made);
  return made;
}
const ids = (reading: Reading) => reading.state.held.map((parcel) => parcel.id);
const settle = () => vi.advanceTimersByTimeAsync(10);

beforeEach(() => {
  vi.useFakeTimers();
  lane = new Lane();
  memory = new Memory();
});
afterEach(() => {
  desks.splice(0).forEach((reading) => reading.stop());
  vi.useRealTimers();
});

describe("reading", () => {
  it("holds the parcel that is read and the next, and renews both leases in time", async () => {
    const reading = desk();
    await settle();
    expect(ids(reading)).toEqual(["a", "b"]);
    const before = lane.claims.length;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(lane.claims.length - before).toBe(3);
    expect(ids(reading)).toEqual(["a", "b"]);
  });

  it("shows the next parcel in the moment of the verdict, before the server knows", async () => {
    const reading = desk();
    await settle();
    reading.judge("pass", null, 900);
    expect(ids(reading)).toEqual(["b"]);
    await settle();
    expect(ids(reading)).toEqual(["b", "c"]);
    expect(lane.letters.map((letter) => letter.id)).toEqual(["a"]);
  });

  it("goes on with what it holds while the server is away, and sends everything once when it is back", async () => {
    const reading = desk();
    await settle();
    lane.away = true;
    reading.judge("pass", null, 900);
    reading.judge("inspect", 3, 900);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(ids(reading)).toEqual([]);
    expect(reading.state.pending).toBe(2);
    expect(reading.state.awaySince).not.toBeNull();
    lane.away = false;
    await vi.advanceTimersByTimeAsync(12_000);
    expect(lane.letters.map((letter) => letter.id)).toEqual(["a", "b"]);
    expect(ids(reading)).toEqual(["c", "d"]);
    expect(reading.state.awaySince).toBeNull();
  });

  it("does not show again after a reload what was judged and not yet stored", async () => {
    const first = desk();
    await settle();
    lane.away = true;
    first.judge("pass", null, 900);
    await settle();
    first.stop();
    const second = desk();
    await settle();
    lane.away = false;
    await vi.advanceTimersByTimeAsync(12_000);
    expect(lane.letters.map((letter) => letter.id)).toEqual(["a"]);
    expect(ids(second)).toEqual(["b", "c"]);
  });

  it("takes the last verdict back: the parcel is there at once, in its next round", async () => {
    const reading = desk();
    await settle();
    reading.judge("pass", null, 900);
    await settle();
    reading.recall();
    expect(ids(reading)).toEqual(["a", "b", "c"]);
    await settle();
    expect(ids(reading)).toEqual(["a", "b", "c"]);
    expect(reading.state.held[0]?.round).toBe(2);
    expect(reading.state.last).toBeNull();
    reading.judge("inspect", 1, 900);
    await settle();
    expect(ids(reading)).toEqual(["b", "c"]);
    expect(lane.letters.map((letter) => `${letter.kind} ${letter.id} ${letter.round}`)).toEqual(["verdict a 1", "recall a 2", "verdict a 2"]);
  });

  it("recalls nothing once the time is over or the diverter has acted", async () => {
    const reading = desk();
    await settle();
    reading.judge("pass", null, 900);
    await vi.advanceTimersByTimeAsync(7000);
    reading.recall();
    expect(ids(reading)).toEqual(["b", "c"]);
    reading.judge("pass", null, 900);
    reading.on("diverted", { id: "b", gate: "pass" });
    reading.recall();
    expect(ids(reading)).toEqual(["c"]);
  });

  it("brings a parcel back whose verdict was refused, and says so", async () => {
    const reading = desk();
    await settle();
    lane.verdictRefusal = new ApiError(400, "no such reason", "reason_unknown");
    reading.judge("pass", 7, 900);
    await settle();
    expect(ids(reading)).toEqual(["b", "a"]);
    expect(reading.state.notice).toMatchObject({ text: "refused", bad: true });
  });

  it("lets a parcel go whose lease has lapsed and which another officer holds", async () => {
    const reading = desk();
    await settle();
    lane.held.shift();
    reading.on("claim", { id: "a", held_by: "officer2", stage: "held" });
    await settle();
    expect(ids(reading)).toEqual(["b", "c"]);
    expect(reading.state.notice?.text).toBe("leaseLapsed");
  });

  it("gives everything back for a hand-over and claims nothing until the officer goes on", async () => {
    const reading = desk();
    await settle();
    await reading.rest("handed_over");
    reading.on("parcel", { id: "e" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ids(reading)).toEqual([]);
    expect(lane.held).toEqual([]);
    reading.resume();
    await settle();
    expect(ids(reading)).toEqual(["a", "b"]);
  });

  it("keeps marks on the parcel while they are on their way", async () => {
    const reading = desk();
    await settle();
    const [parcel] = reading.state.held;
    lane.away = true;
    reading.mark(parcel as Parcel, [{ view: "top", col0: 1, row0: 1, col1: 5, row1: 5, note: "" }]);
    lane.away = false;
    await reading.topUp();
    expect(reading.state.held[0]?.marks).toHaveLength(1);
  });

  it("finds the marks of a parcel again after a reload", async () => {
    lane.stored["a"] = [{ view: "top", col0: 1, row0: 1, col1: 5, row1: 5, note: "powder" }];
    const reading = desk();
    await settle();
    expect(reading.state.held.map((parcel) => parcel.marks.length)).toEqual([1, 0]);
    reading.mark(reading.state.held[0] as Parcel, []);
    await reading.topUp();
    expect(reading.state.held[0]?.marks).toEqual([]);
  });

  it("passes a parcel on for a second opinion or a rescan", async () => {
    const reading = desk();
    await settle();
    reading.passOn("second_opinion", 4, 900);
    reading.passOn("rescan", null, 900);
    await settle();
    expect(lane.letters.map((letter) => letter.kind)).toEqual(["second_opinion", "rescan"]);
    expect(ids(reading)).toEqual(["c", "d"]);
  });
});
