const KOREA_MS = 9 * 3600 * 1000;
const DAY_MS = 24 * 3600 * 1000;

/** Whole days in Korea, both counted: 2026-11-16 to 2026-11-22. */
export interface Days {
  first: string;
  last: string;
}

export function dayOf(instant: number): string {
  return new Date(instant + KOREA_MS).toISOString().slice(0, 10);
}

/** The last so many days until today. */
export function lastDays(count: number, now: number): Days {
  return { first: dayOf(now - (count - 1) * DAY_MS), last: dayOf(now) };
}

/** From the first midnight to the one after the last day, as instants; null for days that are none or stand in the wrong order. */
export function instants({ first, last }: Days): { from: string; to: string } | null {
  const midnight = (day: string) => (/^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00+09:00`) : NaN);
  const from = midnight(first);
  const to = midnight(last) + DAY_MS;
  return Number.isNaN(from) || Number.isNaN(to) || from >= to ? null : { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}
