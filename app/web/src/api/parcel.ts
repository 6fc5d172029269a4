import type { Parcel } from "./types";

/** What a server that knows less leaves out. */
const UNSAID: Omit<Parcel, "id" | "scanner" | "lane" | "arrived" | "declaration" | "mass_g" | "mass_g_low" | "mass_g_high" | "views" | "verdict"> = {
  barcode: null,
  sender: null,
  weighed_g: null,
  length_mm: null,
  width_mm: null,
  height_mm: null,
  round: 1,
  stage: "waiting",
  held_by: null,
  asked_second: false,
  rescan_of: null,
  flags: [],
  mismatches: [],
  marks: [],
  findings: [],
  notes: { ko: [], en: [] },
  diverted: null,
  outcome: null,
};

/** A parcel with every field, whatever was left out. */
export function whole(said: Partial<Parcel>): Parcel {
  const given = Object.fromEntries(Object.entries(said).filter(([key, value]) => value !== null || !(key in UNSAID)));
  return { ...UNSAID, ...given } as Parcel;
}

/** Tells one reading of a parcel from the next, after a recall or a second opinion. */
export function readingOf(parcel: { id: string; round: number }): string {
  return `${parcel.id}#${parcel.round}`;
}
