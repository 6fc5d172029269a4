import { api, ApiError } from "../api/client";
import type { Verdict, VerdictWord } from "../api/types";

/** A verdict that the officer has given and the server has not yet acknowledged. */
export interface PendingVerdict {
  id: string;
  verdict: VerdictWord;
  reason: number | null;
  shownMs: number;
}

export type Outcome =
  | { kind: "stored"; id: string }
  /** Another verdict stands: somebody else's, or one that this officer gave at another desk. */
  | { kind: "judged"; id: string; by: "other" | "self"; verdict: VerdictWord | null }
  | { kind: "refused"; id: string; why: string };

const STORED = "gwanmun.outbox";
const RETRY_MS = 1500;

/**
 * Keeps verdicts until the server has stored them: through slow answers, a lost network and a closed browser. Sent in the
 * order given, one at a time. The key holds the user, so that nobody sends another's verdicts. A verdict whose answer was lost
 * is sent again and then found standing already: that it is the officer's own is asked before anybody is blamed.
 */
export class Outbox {
  private pending: PendingVerdict[];
  private busy = false;
  private timer: number | undefined;
  private readonly key: string;

  constructor(
    private readonly user: string,
    private readonly onOutcome: (outcome: Outcome) => void,
    private readonly onChange: (pending: readonly PendingVerdict[]) => void,
    private readonly send: typeof api.judge = api.judge,
    private readonly storage: Pick<Storage, "getItem" | "setItem"> = localStorage,
    private readonly standing: (id: string) => Promise<Verdict | null> = async (id) => (await api.parcel(id)).verdict,
  ) {
    this.key = `${STORED}.${user}`;
    this.pending = JSON.parse(this.storage.getItem(this.key) ?? "[]") as PendingVerdict[];
    void this.flush();
  }

  /** Verdicts not yet acknowledged. */
  waiting(): readonly PendingVerdict[] {
    return this.pending;
  }

  add(verdict: PendingVerdict): void {
    this.store([...this.pending, verdict]);
    void this.flush();
  }

  stop(): void {
    window.clearTimeout(this.timer);
    this.busy = true;
  }

  private async flush(): Promise<void> {
    if (this.busy) {
      return;
    }
    this.busy = true;
    window.clearTimeout(this.timer);
    for (let first = this.pending[0]; first; first = this.pending[0]) {
      try {
        this.onOutcome(await this.outcome(first));
      } catch {
        // The server is away, or the log-in has ended: keep the verdict and try again.
        this.busy = false;
        this.timer = window.setTimeout(() => void this.flush(), RETRY_MS);
        return;
      }
      this.store(this.pending.slice(1));
    }
    this.busy = false;
  }

  /** What became of a verdict; throws if the server cannot say just now. */
  private async outcome(pending: PendingVerdict): Promise<Outcome> {
    try {
      await this.send(pending.id, pending.verdict, pending.reason, pending.shownMs);
      return { kind: "stored", id: pending.id };
    } catch (error) {
      const status = error instanceof ApiError ? error.status : 0;
      if (status === 0 || status >= 500 || status === 401 || status === 429) {
        throw error;
      }
      if (status !== 409) {
        return { kind: "refused", id: pending.id, why: error instanceof Error ? error.message : String(error) };
      }
    }
    const stands = await this.standing(pending.id).catch((error: unknown) => {
      if (error instanceof ApiError && (error.status === 403 || error.status === 404)) {
        return null; // it will never be said
      }
      throw error;
    });
    if (stands?.officer !== this.user) {
      return { kind: "judged", id: pending.id, by: "other", verdict: stands?.verdict ?? null };
    }
    return stands.verdict === pending.verdict
      ? { kind: "stored", id: pending.id }
      : { kind: "judged", id: pending.id, by: "self", verdict: stands.verdict };
  }

  private store(next: PendingVerdict[]): void {
    this.pending = next;
    this.storage.setItem(this.key, JSON.stringify(next));
    this.onChange(next);
  }
}
