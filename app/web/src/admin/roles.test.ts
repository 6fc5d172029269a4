import { describe, expect, it } from "vitest";
import { forbidden } from "./RoleBoxes";

describe("separate duties", () => {
  it("whoever audits or approves does not do the work", () => {
    expect(forbidden("auditor", ["officer"])).toBe(true);
    expect(forbidden("control", ["approver", "admin"])).toBe(true);
    expect(forbidden("auditor", ["auditor", "admin"])).toBe(false);
    expect(forbidden("officer", ["supervisor", "instructor"])).toBe(false);
    expect(forbidden("admin", ["auditor"])).toBe(false);
  });
});
