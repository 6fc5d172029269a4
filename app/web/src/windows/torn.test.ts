import { describe, expect, it } from "vitest";
import { nextToTear, TornViews } from "./torn";

describe("torn-off views", () => {
  it("are away as long as their window speaks", () => {
    const torn = new TornViews();
    expect(torn.hello("side", 0)).toBe(true);
    expect(torn.hello("side", 1000)).toBe(false);
    expect(torn.sweep(4500)).toBe(false);
    expect(torn.views()).toEqual(new Set(["side"]));
    expect(torn.sweep(5500)).toBe(true);
    expect(torn.views()).toEqual(new Set());
    torn.hello("top", 6000);
    expect(torn.bye("top")).toBe(true);
    expect(torn.bye("top")).toBe(false);
  });

  it("go one by one: the one pointed at, else the last", () => {
    const views = ["top", "side"];
    expect(nextToTear(views, new Set(), "top")).toBe("top");
    expect(nextToTear(views, new Set(), null)).toBe("side");
    expect(nextToTear(views, new Set(["side"]), "side")).toBe("top");
    expect(nextToTear(views, new Set(views), null)).toBeNull();
  });
});
