import { describe, expect, it } from "vitest";
import { camerasHash, camerasRoute, mayLook, workHash } from "./route";

describe("the address of cameras", () => {
  it("names all or one", () => {
    expect(camerasRoute("#cameras")).toEqual({ name: null });
    expect(camerasRoute(camerasHash("입국장 a/1"))).toEqual({ name: "입국장 a/1" });
    expect(camerasRoute("#cameras/%")).toEqual({ name: null });
    expect(camerasRoute("#supervisor")).toBeNull();
    expect(camerasRoute("")).toBeNull();
  });

  it("is open to those who may look, and leads back to their work", () => {
    const person = (...roles: string[]) => ({ user: "p", roles });
    expect(["control", "supervisor", "auditor", "admin", "officer", "trainee"].filter((role) => mayLook(person(role)))).toEqual(["control", "supervisor", "auditor", "admin"]);
    expect(workHash(person("control"))).toBeNull();
    expect(workHash(person("control", "admin"))).toBe("#accounts");
  });
});
