import { api, ApiError, requestId } from "../api/client";
import { readingOf } from "../api/parcel";
import type { Mark, Parcel, Verdict, VerdictWord } from "../api/types";

/** What the officer has done and the server has not yet acknowledged. Sent again with the same number, it counts once. */
export type Letter = { id: string; round: number; requestId: string } & (
  | { kind: "verdict"; verdict: VerdictWord; reason: number | null; shownMs: number }
  | { kind: "second_opinion" | "rescan"; reason: number | null; shownMs: number }
  | { kind: "recall" }
  | { kind: "marks"; marks: readonly Mark[] }
);

export type Outcome =
  | { kind: "stored"; letter: Letter; verdict?: Verdict; parcel?: Parcel }
  /** Another verdict stands: somebody else's, or one that this officer gave at another desk. */
  | { kind: "judged"; letter: Letter; by: "other" | "self"; verdict: VerdictWord | null }
  /** The lease had lapsed, and another officer holds the parcel. */
  | { kind: "taken"; letter: Letter }
  /** The diverter has acted: nothing can be recalled any more. */
  | { kind: "late"; letter: Letter }
  | { kind: "refused"; letter: Letter; why: string };

/** Where letters go. */
export interface Post {
  send(letter: Letter, again: boolean): Promise<{ verdict?: Verdict; parcel?: Parcel }>;
  standing(id: string): Promise<Verdict | null>;
}

export const SERVER: Post = {
  send: async (letter, again) => {
    const options = { background: again };
    switch (letter.kind) {
      case "verdict":
        return { verdict: await api.judge(letter.id, letter.verdict, letter.reason, letter.shownMs, letter.requestId, options) };
      case "second_opinion":
        await api.secondOpinion(letter.id, letter.reason, letter.shownMs, letter.requestId, options);
        return {};
      case "rescan":
        await api.rescan(letter.id, letter.reason, letter.shownMs, letter.requestId, options);
        return {};
      case "recall":
        return { parcel: await api.recall(letter.id, letter.requestId, options) };
      case "marks":
        await api.mark(letter.id, letter.marks, options);
        return {};
    }
  },
  standing: async (id) => (await api.parcel(id)).verdict,
};

const STORED = "gwanmun.outbox";
const RETRY_MS = 1500;
/** Nobody is logged in, the desk is locked, or too much was asked: later is another matter. */
const LATER = new Set([0, 401, 423, 429]);

/**
 * Keeps letters until the server has stored them: through slow answers, a lost network and a closed browser. Sent in the
 * order given, one at a time. The key holds the user, so that nobody sends another's verdicts. A verdict whose answer was lost
 * is sent again under its number; if it is then found standing, that it is the officer's own is asked before anybody is blamed.
 */
export class Outbox {
  private pending: Letter[];
  private busy = false;
  private stopped = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly key: string;
  /** Letters that have left at least once: they may have arrived, whatever was answered. */
  private readonly tried = new Set<string>();

  constructor(
    private readonly user: string,
    private readonly onOutcome: (outcome: Outcome) => void,
    private readonly onChange: (pending: readonly Letter[]) => void,
    private readonly post: Post = SERVER,
    private readonly storage: Pick<Storage, "getItem" | "setItem"> = localStorage,
  ) {
    this.key = `${STORED}.${user}`;
    this.pending = this.stored();
    // What an earlier page left behind may have been on its way when that page was closed.
    this.pending.forEach((letter) => this.tried.add(letter.requestId));
    void this.flush();
  }

  /** Letters not yet acknowledged. */
  waiting(): readonly Letter[] {
    return this.pending;
  }

  add(letter: Letter): void {
    const earlier = this.pending.findIndex((other) => other.kind === "marks" && other.id === letter.id && !this.tried.has(other.requestId));
    if (letter.kind === "marks" && earlier >= 0) {
      this.store(this.pending.map((other, i) => (i === earlier ? letter : other)));
    } else {
      this.store([...this.pending, letter]);
    }
    void this.flush();
  }

  /** Takes a verdict back that has not left yet; false if it may have arrived. */
  withdraw(id: string, round: number): boolean {
    const found = this.pending.find((letter) => letter.kind !== "marks" && readingOf(letter) === readingOf({ id, round }));
    if (!found || this.tried.has(found.requestId)) {
      return false;
    }
    this.store(this.pending.filter((letter) => letter !== found));
    return true;
  }

  /** Sends at once what waits for another try. */
  hurry(): void {
    void this.flush();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.stopped = true;
  }

  private async flush(): Promise<void> {
    if (this.busy || this.stopped) {
      return;
    }
    this.busy = true;
    clearTimeout(this.timer);
    for (let first = this.pending[0]; first && !this.stopped; first = this.pending[0]) {
      let outcome: Outcome;
      try {
        outcome = await this.outcome(first);
      } catch {
        // The server is away, or the log-in has ended: keep the letter and try again.
        this.busy = false;
        if (!this.stopped) {
          this.timer = setTimeout(() => void this.flush(), RETRY_MS);
        }
        return;
      }
      if (this.stopped) {
        return; // the outbox belongs to another page now, which sends the letter again under the same number
      }
      this.store(this.pending.filter((letter) => letter !== first));
      this.tried.delete(first.requestId);
      this.onOutcome(outcome);
    }
    this.busy = false;
  }

  /** What became of a letter; throws if the server cannot say just now. */
  private async outcome(letter: Letter): Promise<Outcome> {
    const again = this.tried.has(letter.requestId);
    this.tried.add(letter.requestId);
    try {
      return { kind: "stored", letter, ...(await this.post.send(letter, again)) };
    } catch (error) {
      const { status, code } = error instanceof ApiError ? error : { status: 0, code: "" };
      if (LATER.has(status) || status >= 500 || code === "password_change_needed") {
        throw error;
      }
      if (status === 409 && code === "not_held") {
        return { kind: "taken", letter };
      }
      if (status === 409 && letter.kind === "recall") {
        return { kind: "late", letter };
      }
      if (status !== 409 || letter.kind !== "verdict") {
        return { kind: "refused", letter, why: error instanceof Error ? error.message : String(error) };
      }
    }
    const stands = await this.post.standing(letter.id).catch((error: unknown) => {
      if (error instanceof ApiError && (error.status === 403 || error.status === 404)) {
        return null; // it will never be said
      }
      throw error;
    });
    if (stands?.officer !== this.user) {
      return { kind: "judged", letter, by: "other", verdict: stands?.verdict ?? null };
    }
    return stands.verdict === letter.verdict
      ? { kind: "stored", letter, verdict: stands }
      : { kind: "judged", letter, by: "self", verdict: stands.verdict };
  }

  private stored(): Letter[] {
    try {
      const found = JSON.parse(this.storage.getItem(this.key) ?? "[]") as Partial<Letter>[];
      return found
        .filter((letter) => typeof letter.id === "string")
        .map((letter) => ({ kind: "verdict", round: 1, requestId: requestId(), ...letter }) as Letter);
    } catch {
      return [];
    }
  }

  private store(next: Letter[]): void {
    this.pending = next;
    try {
      this.storage.setItem(this.key, JSON.stringify(next));
    } catch {
      // The browser's storage is full: the letters are still sent from here.
    }
    this.onChange(next);
  }
}
