import { useState } from "react";

interface Steps<T> {
  now: T;
  past: readonly T[];
  /** What made the last step: more of the same is one step with it. */
  by: string;
}

/** Drafts outlive the page they were made on, so that nothing needs to be asked on leaving it. */
const drafts = new Map<string, Steps<unknown>>();

export interface Draft<T> {
  value: T;
  changed: boolean;
  change: (next: T, by?: string) => void;
  undo: () => void;
  discard: () => void;
}

/** The next steps after a change: typing on, or dragging on, is one step. Pure. */
export function stepped<T>(steps: Steps<T> | null, stored: T, next: T, by: string): Steps<T> {
  if (steps && by !== "" && steps.by === by) {
    return { ...steps, now: next };
  }
  return { now: next, past: [...(steps?.past ?? []), steps ? steps.now : stored], by };
}

export function unstepped<T>(steps: Steps<T> | null): Steps<T> | null {
  const before = steps?.past.at(-1);
  return steps && before !== undefined && steps.past.length > 1 ? { now: before, past: steps.past.slice(0, -1), by: "" } : null;
}

/** What is stored, with changes that are not stored yet and can be undone step by step. */
export function useDraft<T>(name: string, stored: T): Draft<T> {
  const [, again] = useState(0);
  const steps = (drafts.get(name) ?? null) as Steps<T> | null;
  const keep = (next: Steps<T> | null) => {
    if (next) {
      drafts.set(name, next);
    } else {
      drafts.delete(name);
    }
    again((n) => n + 1);
  };
  return {
    value: steps ? steps.now : stored,
    changed: steps !== null,
    change: (next, by = "") => keep(stepped((drafts.get(name) ?? null) as Steps<T> | null, stored, next, by)),
    undo: () => keep(unstepped((drafts.get(name) ?? null) as Steps<T> | null)),
    discard: () => keep(null),
  };
}
