import { api, ApiError } from "../api/client";
import type { VerdictWord } from "../api/types";

/** A verdict that the officer has given and the server has not yet acknowledged. */
export interface PendingVerdict {
  id: string;
  verdict: VerdictWord;
  reason: number | null;
  shownMs: number;
}

export type Outcome = { kind: "stored" | "judged"; id: string } | { kind: "refused"; id: string; why: string };

const STORED = "gwanmun.outbox";
const RETRY_MS = 1500;

/**
 * Keeps verdicts until the server has stored them: through slow answers, a lost network and a closed browser. Sent in the
 * order given, one at a time. The key holds the user, so that nobody sends another's verdicts.
 */
export class Outbox {
  private pending: PendingVerdict[];
  private busy = false;
  private timer: number | undefined;
  private readonly key: string;

  constructor(
    user: string,
    private readonly onOutcome: (outcome: Outcome) => void,
    private readonly onChange: (pending: readonly PendingVerdict[]) => void,
    private readonly send: typeof api.judge = api.judge,
    private readonly storage: Pick<Storage, "getItem" | "setItem"> = localStorage,
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
        await this.send(first.id, first.verdict, first.reason, first.shownMs);
        this.onOutcome({ kind: "stored", id: first.id });
      } catch (error) {
        const status = error instanceof ApiError ? error.status : 0;
        if (status === 0 || status >= 500 || status === 401 || status === 429) {
          // The server is away, or the log-in has ended: keep the verdict and try again.
          this.busy = false;
          this.timer = window.setTimeout(() => void this.flush(), RETRY_MS);
          return;
        }
        this.onOutcome(
          status === 409
            ? { kind: "judged", id: first.id }
            : { kind: "refused", id: first.id, why: error instanceof Error ? error.message : String(error) },
        );
      }
      this.store(this.pending.slice(1));
    }
    this.busy = false;
  }

  private store(next: PendingVerdict[]): void {
    this.pending = next;
    this.storage.setItem(this.key, JSON.stringify(next));
    this.onChange(next);
  }
}
