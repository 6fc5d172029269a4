import type { AuditEntry } from "../api/types";

/** Entries of one action (or all) that have every word somewhere, newest first. */
export function filtered(entries: readonly AuditEntry[], action: string, words: string): AuditEntry[] {
  const wanted = words.toLowerCase().split(/\s+/).filter((word) => word !== "");
  return entries
    .filter((entry) => action === "" || entry.action === action)
    .filter((entry) => {
      const text = `${entry.seq} ${entry.actor} ${entry.action} ${entry.subject} ${entry.detail} ${entry.hash}`.toLowerCase();
      return wanted.every((word) => text.includes(word));
    })
    .sort((a, b) => b.seq - a.seq);
}
