import { describe, expect, it } from "vitest";
import { stepped, unstepped } from "./useDraft";

describe("a draft", () => {
  it("goes back step by step to what is stored", () => {
    const one = stepped(null, "stored", "a", "");
    const two = stepped(one, "stored", "b", "");
    expect(two.now).toBe("b");
    expect(unstepped(two)?.now).toBe("a");
    expect(unstepped(unstepped(two))).toBeNull();
    expect(unstepped(null)).toBeNull();
  });

  it("takes a drag as one step", () => {
    const drag = stepped(stepped(stepped(null, 0, 1, "drag 1"), 0, 2, "drag 1"), 0, 3, "drag 1");
    expect(drag).toMatchObject({ now: 3, past: [0] });
    expect(unstepped(stepped(drag, 0, 4, "drag 2"))?.now).toBe(3);
  });
});
