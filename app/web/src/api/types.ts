/** What the server says, by the names of its API document. */
export interface Session {
  user: string;
  roles: string[];
}

export type VerdictWord = "pass" | "inspect";

export interface Verdict {
  verdict: VerdictWord;
  reason: number | null;
  officer: string;
  at: string;
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
