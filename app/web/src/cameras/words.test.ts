import { describe, expect, it } from "vitest";
import { speaker } from "../i18n/language";
import { lasting, stateOf } from "./words";

const say = speaker("en");
const ko = speaker("ko");
const NOW = Date.parse("2026-11-24T05:00:00Z");

describe("a camera's state in words", () => {
  const camera = { since: "2026-11-24T04:58:30Z", retry_at: "2026-11-24T05:00:08Z" };
  it("counts what is lost up and what is awaited down", () => {
    expect(stateOf({ ...camera, state: "stalled" }, NOW, say)).toMatchObject({ text: "stalled for 1 min 30 s", alarm: true });
    expect(stateOf({ ...camera, state: "waiting" }, NOW, say).text).toBe("tries again in 8 s");
    expect(stateOf({ ...camera, state: "waiting" }, NOW, ko).text).toBe("8초 뒤 재시도");
    expect(stateOf({ ...camera, state: "waiting" }, NOW + 9000, say).text).toBe("is trying again");
    expect(stateOf({ ...camera, state: "live" }, NOW, say).alarm).toBe(false);
  });
  it("says how long in the two largest units", () => {
    expect([-5, 400, 59_400, 61_000, 7_260_000].map((ms) => lasting(ms, say))).toEqual(["0 s", "0 s", "59 s", "1 min 1 s", "2 h 1 min"]);
  });
});
