import type { Language } from "./language";

/** A thin space stands before every unit. */
export const THIN = "\u2009";

/** 1,234 g, or a dash for what is not known. */
export function grams(g: number | null | undefined, language: Language): string {
  return g === null || g === undefined ? "–" : `${Math.round(g).toLocaleString(language)}${THIN}g`;
}

/** 2026-11-22 14:05:09 KST */
export function korean(instant: string): string {
  const kst = new Date(new Date(instant).getTime() + 9 * 3600 * 1000);
  return `${kst.toISOString().slice(0, 19).replace("T", " ")} KST`;
}

/** 12.3 % (8.1 – 17.9 %) of a share with its interval. */
export function percent({ share, low, high }: { share: number | null; low: number | null; high: number | null }): string {
  const of = (x: number) => (100 * x).toFixed(1);
  if (share === null) {
    return "–";
  }
  return low === null || high === null ? `${of(share)}${THIN}%` : `${of(share)}${THIN}% (${of(low)} – ${of(high)}${THIN}%)`;
}
