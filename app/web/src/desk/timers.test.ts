import { describe, expect, it } from "vitest";
import { minutes, ReadingClock, WorkSpell } from "./timers";

describe("reading clock", () => {
  it("counts one reading's time on the screen and no other's", () => {
    let now = 0;
    const clock = new ReadingClock(() => now);
    clock.show("a#1");
    now = 4000;
    clock.pause();
    now = 60_000;
    expect(clock.ms()).toBe(4000);
    clock.show("a#1");
    now = 61_000;
    expect(clock.ms()).toBe(5000);
    clock.show("a#2");
    expect(clock.ms()).toBe(0);
  });
});

describe("time until the break", () => {
  const minute = 60_000;
  const values = new Map<string, string>();
  const storage = { getItem: (key: string) => values.get(key) ?? null, setItem: (key: string, value: string) => void values.set(key, value) };
  let now = 100 * minute;
  const spell = () => new WorkSpell("o", storage, () => now);

  it("goes on through a reload, and begins anew after five minutes away or a break", () => {
    const first = spell();
    now += 12 * minute;
    first.seen();
    now += minute;
    expect(spell().ms()).toBe(13 * minute);
    now += 6 * minute;
    const later = spell();
    expect(later.ms()).toBe(0);
    now += 3 * minute;
    later.restart();
    expect(later.ms()).toBe(0);
  });

  it("does not trust a clock that was set back", () => {
    now -= 50 * minute;
    expect(spell().ms()).toBe(0);
    values.set("gwanmun.spell.o", "nonsense");
    expect(spell().ms()).toBe(0);
  });

  it("is shown in minutes and seconds", () => {
    expect([0, 59.2, 1200].map(minutes)).toEqual(["0:00", "1:00", "20:00"]);
  });
});
