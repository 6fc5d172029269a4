import { expect, it } from "vitest";
import { filtered } from "./filter";

it("entries are found by action and by words, newest first", () => {
  const entry = (seq: number, action: string, subject: string) => ({ seq, at: "", actor: "p-1", action, subject, detail: "verdict=pass", previous_hash: "", hash: `h${seq}` });
  const entries = [entry(1, "verdict.given", "EX-1"), entry(2, "login", "officer"), entry(3, "verdict.given", "EX-2")];
  expect(filtered(entries, "", "").map((e) => e.seq)).toEqual([3, 2, 1]);
  expect(filtered(entries, "verdict.given", "").map((e) => e.seq)).toEqual([3, 1]);
  expect(filtered(entries, "", " ex-2  PASS ").map((e) => e.seq)).toEqual([3]);
  expect(filtered(entries, "login", "EX-2")).toEqual([]);
});
