import { beforeEach, describe, expect, it, vi } from "vitest";
import { Idle } from "./idle";

const stored = new Map<string, string>();
vi.stubGlobal("localStorage", {
  getItem: (key: string) => stored.get(key) ?? null,
  setItem: (key: string, value: string) => void stored.set(key, value),
});

describe("idle time", () => {
  beforeEach(() => stored.clear());

  it("counts from the last deed in any window", () => {
    let now = 1_000_000;
    const here = new Idle(() => now);
    const there = new Idle(() => now);
    now += 60_000;
    expect(here.idleMs()).toBe(60_000);
    there.deed();
    expect(here.idleMs()).toBe(0);
    now += 599_000;
    expect(here.idleMs()).toBe(599_000);
    here.deed();
    expect(here.idleMs()).toBe(0);
  });

  it("tells the server once of many deeds", () => {
    let now = 1_000_000;
    const idle = new Idle(() => now);
    expect(idle.takeReport()).toBe(false);
    now += 10;
    idle.deed();
    idle.deed();
    expect(idle.takeReport()).toBe(true);
    expect(idle.takeReport()).toBe(false);
  });
});
