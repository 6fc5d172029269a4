import type { Language } from "../i18n/language";
import { present } from "../session/presence";
import { whole } from "./parcel";
import type {
  AuditEntry, AuditVerification, ClaimAnswer, DeskAnswer, Lane, MachineChecks, Mark, OpeningReport, Parcel, Session, Statistics, Verdict, VerdictWord, View,
} from "./types";

/** A refusal by the server, with its status, its code and its words. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly code = "",
  ) {
    super(message);
  }
}

let language: Language = "ko";

export function speakToServerIn(next: Language): void {
  language = next;
}

function csrfToken(): string {
  return decodeURIComponent(/(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? "");
}

interface CallOptions {
  /** The page asks by itself: it says nothing about somebody being there. */
  background?: boolean;
}

export async function call(method: string, path: string, body?: unknown, { background = false }: CallOptions = {}): Promise<Response> {
  const headers: Record<string, string> = { "Accept-Language": language };
  if (method !== "GET") {
    headers["X-XSRF-TOKEN"] = csrfToken();
  }
  if (background) {
    headers["X-Gwanmun-Background"] = "1";
  }
  const init: RequestInit = { method, headers, credentials: "same-origin" };
  if (body instanceof Blob) {
    headers["Content-Type"] = body.type;
    init.body = body;
  } else if (body !== undefined) {
    headers["Content-Type"] = "application/json";
    init.body = JSON.stringify(body);
  }
  const response = await fetch(`/api/v1/${path}`, init);
  if (!response.ok) {
    const said = (await response.json().catch(() => null)) as { error?: { code?: string; message?: string } } | null;
    if (response.status === 423) {
      present.locked();
    }
    throw new ApiError(response.status, said?.error?.message ?? response.statusText, said?.error?.code ?? "");
  }
  return response;
}

export async function ask<T>(path: string, options?: CallOptions): Promise<T> {
  return (await call("GET", path, undefined, options)).json() as Promise<T>;
}

export async function tell<T>(method: string, path: string, body?: unknown, options?: CallOptions): Promise<T> {
  return (await call(method, path, body, options)).json() as Promise<T>;
}

const parcelPath = (id: string) => `parcels/${encodeURIComponent(id)}`;

async function parcels(path: string, options?: CallOptions): Promise<Parcel[]> {
  return (await ask<{ parcels: Partial<Parcel>[] }>(path, options)).parcels.map(whole);
}

/** Maps of a picture in their order: attenuation, zeff, attenuation at high energy, areal density; then what σ the two middle ones have. */
const LEAST_MAPS = 4;

function floats(bytes: ArrayBuffer, lines: number, pixels: number): Float32Array {
  const each = lines * pixels * 4;
  const maps = bytes.byteLength / each;
  if (each > 0 && (!Number.isInteger(maps) || maps < LEAST_MAPS)) {
    throw new ApiError(0, `${bytes.byteLength} bytes are no picture of ${lines} × ${pixels}`);
  }
  return new Float32Array(bytes);
}

const background = { background: true };

export const api = {
  session: async (options?: CallOptions): Promise<Session> => ask("session", options),
  logIn: async (user: string, password: string): Promise<Session> => tell("POST", "session", { user, password }),
  logOut: async (): Promise<void> => void (await call("DELETE", "session")),

  desk: async (): Promise<DeskAnswer> => {
    const desk = await ask<DeskAnswer>("desk", background);
    return { ...desk, held: desk.held.map(whole), lanes: desk.lanes ?? [] };
  },
  claim: async (count: number): Promise<ClaimAnswer> => {
    const claims = await tell<ClaimAnswer>("POST", "desk/claims", { count, lanes: null }, background);
    return { ...claims, held: claims.held.map(whole) };
  },
  giveBack: async (): Promise<void> => void (await call("DELETE", "desk/claims")),
  history: async (): Promise<Parcel[]> => parcels("desk/history"),

  parcel: async (id: string): Promise<Parcel> => whole(await ask<Partial<Parcel>>(parcelPath(id), background)),
  earlier: async (id: string): Promise<Parcel[]> => parcels(`${parcelPath(id)}/earlier`),
  raster: async (id: string, view: View): Promise<Float32Array> => {
    const answer = await call("GET", `${parcelPath(id)}/views/${encodeURIComponent(view.name)}`, undefined, background);
    return floats(await answer.arrayBuffer(), view.lines, view.pixels);
  },

  judge: async (id: string, verdict: VerdictWord, reason: number | null, shownMs: number, requestId: string, options?: CallOptions): Promise<Verdict> =>
    tell("POST", `${parcelPath(id)}/verdict`, { verdict, reason, shown_ms: shownMs, request_id: requestId }, options),
  secondOpinion: async (id: string, reason: number | null, shownMs: number, requestId: string, options?: CallOptions): Promise<unknown> =>
    tell("POST", `${parcelPath(id)}/second-opinion`, { reason, shown_ms: shownMs, request_id: requestId }, options),
  rescan: async (id: string, reason: number | null, shownMs: number, requestId: string, options?: CallOptions): Promise<unknown> =>
    tell("POST", `${parcelPath(id)}/rescan`, { reason, shown_ms: shownMs, request_id: requestId }, options),
  recall: async (id: string, requestId: string, options?: CallOptions): Promise<Parcel> =>
    whole(await tell<Partial<Parcel>>("POST", `${parcelPath(id)}/recall`, { request_id: requestId }, options)),
  marks: async (id: string): Promise<Mark[]> => (await ask<{ marks: Mark[] }>(`${parcelPath(id)}/marks`, background)).marks,
  mark: async (id: string, marks: readonly Mark[], options?: CallOptions): Promise<unknown> =>
    tell("PUT", `${parcelPath(id)}/marks`, { marks }, options),

  lanes: async (): Promise<Lane[]> => (await ask<{ lanes: Lane[] }>("lanes", background)).lanes,
  belt: async (lane: string, action: "stop" | "start" | "reverse"): Promise<void> =>
    void (await call("POST", `lanes/${encodeURIComponent(lane)}/belt`, { action })),
  /** Lines of the parcel that is passing, from line `from` on, as far as they have come. */
  passing: async (lane: string, view: View, from: number): Promise<{ from: number; count: number; maps: Float32Array }> => {
    const answer = await call("GET", `lanes/${encodeURIComponent(lane)}/passing/${encodeURIComponent(view.name)}?from=${from}`, undefined, background);
    const [first = 0, count = 0] = (answer.headers.get("X-Lines") ?? "").split(",").map(Number);
    return { from: first, count, maps: floats(await answer.arrayBuffer(), count, view.pixels) };
  },

  checks: async (): Promise<MachineChecks[]> => (await ask<{ machines: MachineChecks[] }>("checks", background)).machines,
  openings: async (): Promise<Parcel[]> => parcels("openings", background),
  open: async (id: string, report: OpeningReport): Promise<unknown> => tell("POST", `${parcelPath(id)}/opening`, report),
  photo: async (id: string, photo: Blob): Promise<string> =>
    (await tell<{ photo: string }>("POST", `${parcelPath(id)}/opening/photos`, photo)).photo,
  statistics: async (from: string, to: string): Promise<Statistics> => ask(`statistics?${period(from, to)}`),

  audit: async (): Promise<AuditEntry[]> => (await ask<{ entries: AuditEntry[] }>("audit", background)).entries,
  verifyAudit: async (): Promise<AuditVerification> => ask("audit/verification"),
};

export function period(from: string, to: string): string {
  return new URLSearchParams({ from, to }).toString();
}

/** A number that no request has had before. Plain HTTP pages have no randomUUID. */
export function requestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 15) | 64;
  bytes[8] = ((bytes[8] ?? 0) & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
