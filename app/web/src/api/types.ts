/** What the server says, by the names of its API document. */
export interface Session {
  user: string;
  roles: string[];
  locked?: boolean;
  must_change_password?: boolean;
  /** Seconds without a deed after which the server locks the session. */
  idle_lock_s?: number;
}

export type VerdictWord = "pass" | "inspect";

export interface Verdict {
  verdict: VerdictWord;
  reason: number | null;
  officer: string;
  at: string;
  /** Until when it may be recalled; null = no more, absent = not said. */
  recall_until?: string | null;
}

export interface View {
  name: string;
  lines: number;
  pixels: number;
  line_pitch_mm: number;
  pixel_pitch_mm: number;
}

export interface Declaration {
  item_ko: string;
  item_en: string;
  mass_g: number | null;
  value_usd: number | null;
}

/** A rectangle on a view's raster, in pixels of the raster: columns across the belt, rows along it. */
export interface Mark {
  view: string;
  col0: number;
  row0: number;
  col1: number;
  row1: number;
  note: string;
}

export interface Finding {
  class: string;
  probability: number;
  mass_g: number | null;
  mass_g_low: number | null;
  mass_g_high: number | null;
  views: { view: string; polygon_px: [number, number][] }[];
  reason_ko: string;
  reason_en: string;
}

export interface FoundItem {
  class: string;
  name: string;
  mass_g: number | null;
  place: string;
}

/** What was found when a parcel was opened. */
export interface Outcome {
  found: boolean;
  items: FoundItem[];
  note: string;
  /** Names of kept photographs. */
  photos: string[];
}

/** The report of an opening; one sent twice counts once. */
export interface OpeningReport extends Outcome {
  request_id: string;
}

export type Stage = "waiting" | "held" | "judged" | "second_opinion" | "rescan" | "diverted" | "opened";

export interface Parcel {
  id: string;
  scanner: string;
  lane: string;
  arrived: string;
  declaration: Declaration | null;
  mass_g: number | null;
  mass_g_low: number | null;
  mass_g_high: number | null;
  views: View[];
  verdict: Verdict | null;
  barcode: string | null;
  /** A key by which parcels of one sender are known again, not a name. */
  sender: string | null;
  weighed_g: number | null;
  length_mm: number | null;
  width_mm: number | null;
  height_mm: number | null;
  /** Counts up each time the parcel comes back to the readers. */
  round: number;
  stage: Stage;
  held_by: string | null;
  asked_second: boolean;
  rescan_of: string | null;
  flags: string[];
  mismatches: string[];
  marks: Mark[];
  findings: Finding[];
  notes: { ko: string[]; en: string[] };
  diverted: { gate: VerdictWord; at: string; why: "verdict" | "late" | "no_verdict" | "fault" } | null;
  outcome: Outcome | null;
}

/** A machine's daily checks with the test object, oldest first. */
export interface MachineChecks {
  lane: string;
  scanner: string;
  checks: { at: string; scores: Record<string, number> }[];
  drifts: { score: string; value: number | null; low: number; high: number }[];
}

export type LaneState = "offline" | "warming_up" | "ready" | "running" | "stopped" | "reversing" | "interlock" | "fault";

export interface Lane {
  name: string;
  scanner: string;
  state: LaneState;
  since: string;
  code: string | null;
  kv: number;
  ma: number;
  belt_m_s: number;
  dose_uSv_h: number;
  waiting: number;
  in_tunnel: boolean;
  per_hour: number;
  manual: boolean;
  passing: { passage: string; views: View[] } | null;
}

export interface DeskSettings {
  target_s: number;
  break_min: number;
  hold_s: number;
  lease_s: number;
}

export interface DeskAnswer {
  held: Parcel[];
  waiting: number;
  settings: DeskSettings;
  lanes: Lane[];
  now: string;
}

export interface ClaimAnswer {
  held: Parcel[];
  waiting: number;
}

export interface AuditEntry {
  seq: number;
  at: string;
  actor: string;
  action: string;
  subject: string;
  detail: string;
  previous_hash: string;
  hash: string;
}

export interface AuditVerification {
  intact: boolean;
  entries: number;
  head: string;
  signed_heads: number;
  problem: { position: number; fault: string; text: string } | null;
}

/** A share with its interval. */
export interface Share {
  n: number;
  of?: number;
  share: number | null;
  low: number | null;
  high: number | null;
}

export interface Tally {
  parcels: number;
  judged: number;
  inspect: Share;
  found: Share;
  passed: number;
  late: number;
  recalled: number;
  /** Of the second opinions that were given, those that want the parcel opened. */
  second_opinions: Share;
  reading_s: {
    median: number | null;
    p90: number | null;
    p99: number | null;
    histogram: { from: number; to: number; n: number }[];
  };
}

export interface Statistics extends Tally {
  from: string;
  to: string;
  by_hour: { hour: string; judged: number; inspect: number; found: number }[];
  by_lane: ({ lane: string } & Tally)[];
  by_officer: { officer: string; judged: number; median_s: number | null; inspect: Share; found: Share }[];
}
