import type { Language } from "../i18n/language";
import type { AuditEntry, Parcel, Session, VerdictWord, View } from "./types";

/** A refusal by the server, with its status and its words. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
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

async function call(method: string, path: string, body?: unknown): Promise<Response> {
  const headers: Record<string, string> = { "Accept-Language": language };
  if (method !== "GET") {
    headers["X-XSRF-TOKEN"] = csrfToken();
  }
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  const init: RequestInit = { method, headers, credentials: "same-origin" };
  if (body !== undefined) {
    init.body = JSON.stringify(body);
  }
  const response = await fetch(`/api/v1/${path}`, init);
  if (!response.ok) {
    const said = (await response.json().catch(() => null)) as { error?: { message?: string } } | null;
    throw new ApiError(response.status, said?.error?.message ?? response.statusText);
  }
  return response;
}

/** Maps in a picture: attenuation, zeff, attenuation at high energy, areal density, and the deviations of zeff and areal density. */
export const MAPS = 6;

export const api = {
  session: async (): Promise<Session> => (await call("GET", "session")).json() as Promise<Session>,
  logIn: async (user: string, password: string): Promise<Session> =>
    (await call("POST", "session", { user, password })).json() as Promise<Session>,
  logOut: async (): Promise<void> => void (await call("DELETE", "session")),
  parcels: async (): Promise<Parcel[]> =>
    ((await (await call("GET", "parcels")).json()) as { parcels: Parcel[] }).parcels,
  parcel: async (id: string): Promise<Parcel> =>
    (await call("GET", `parcels/${encodeURIComponent(id)}`)).json() as Promise<Parcel>,
  raster: async (id: string, view: View): Promise<Float32Array> => {
    const bytes = await (await call("GET", `parcels/${encodeURIComponent(id)}/views/${view.name}`)).arrayBuffer();
    const wanted = view.lines * view.pixels * MAPS;
    if (bytes.byteLength !== wanted * 4) {
      throw new ApiError(0, `${bytes.byteLength} bytes are no picture of ${view.lines} × ${view.pixels}`);
    }
    return new Float32Array(bytes);
  },
  judge: async (id: string, verdict: VerdictWord, reason: number | null, shownMs: number): Promise<void> =>
    void (await call("POST", `parcels/${encodeURIComponent(id)}/verdict`, { verdict, reason, shown_ms: shownMs })),
  audit: async (): Promise<AuditEntry[]> =>
    ((await (await call("GET", "audit")).json()) as { entries: AuditEntry[] }).entries,
};
