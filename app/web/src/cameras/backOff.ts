const FIRST_MS = 1000;
const MOST_MS = 15_000;
const SPREAD = 0.2;

/** How long to wait before the n-th new try (from 0): doubling, bounded, and spread so that many screens do not knock at once. `chance` is in [0, 1). */
export function backOff_ms(n: number, chance: number): number {
  const usual_ms = Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(n, 30));
  return Math.round(usual_ms * (1 + SPREAD * (2 * chance - 1)));
}
