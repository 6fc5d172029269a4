import { describe, expect, it } from "vitest";
import { gramsOf, itemsOf, NEW_ITEM } from "./report";

describe("report of an opening", () => {
  it("reads masses as people write them", () => {
    expect(["12.5", "12,5", "1,250", "1,250.5 g", "40 g", ""].map(gramsOf)).toEqual([12.5, 12.5, 1250, 1250.5, 40, null]);
    expect(["-3", "much", "0", "1.2.3"].map(gramsOf)).toEqual([NaN, NaN, NaN, NaN]);
  });

  it("says what is missing of each item", () => {
    const good = { class: "narcotics/ketamine", name: " 백색 분말 ", mass: "12.5", place: "speaker" };
    expect(itemsOf([good]).items).toEqual([{ class: "narcotics/ketamine", name: "백색 분말", mass_g: 12.5, place: "speaker" }]);
    expect(itemsOf([good, NEW_ITEM, { ...good, mass: "some" }, { ...good, class: "drugs" }]).missing).toEqual([[], ["class", "name"], ["mass"], ["class"]]);
  });
});
