import { api, ApiError, requestId } from "../api/client";
import { readingOf, whole } from "../api/parcel";
import type { ClaimAnswer, DeskAnswer, DeskSettings, Lane, Mark, Parcel, VerdictWord } from "../api/types";
import type { TextKey } from "../i18n/en";
import { Outbox, SERVER, type Letter, type Outcome, type Post } from "./outbox";

export interface Notice {
  text: TextKey;
  /** Filled into the text; a `key:` names another text. */
  values: (string | number)[];
  bad: boolean;
}

/** The last verdict given here, while it can still be recalled. */
export interface Last {
  parcel: Parcel;
  verdict: VerdictWord;
  /** Server's time, ms since 1970. */
  until: number;
}

export type Resting = { kind: "handed_over" } | { kind: "break"; until: number };

export interface ReadingState {
  /** Whether the server has answered once. */
  ready: boolean;
  /** The parcel that is read and those after it. */
  held: readonly Parcel[];
  waiting: number;
  settings: DeskSettings;
  lanes: readonly Lane[];
  /** Letters that the server has not acknowledged. */
  pending: number;
  last: Last | null;
  resting: Resting | null;
  notice: Notice | null;
  /** Since when requests have found nobody (ms since 1970). */
  awaySince: number | null;
}

export const USUAL_SETTINGS: DeskSettings = { target_s: 8, break_min: 20, hold_s: 6, lease_s: 30 };
export const BREAK_MS = 5 * 60_000;
/** The parcel on the screen and the one whose picture is fetched meanwhile. */
const HELD = 2;
const REMEMBERED = 500;

export interface ReadingServer extends Post {
  desk(): Promise<DeskAnswer>;
  claim(count: number): Promise<ClaimAnswer>;
  giveBack(): Promise<void>;
  history(): Promise<Parcel[]>;
  marks(id: string): Promise<Mark[]>;
}

export const READING_SERVER: ReadingServer = {
  ...SERVER, desk: api.desk, claim: api.claim, giveBack: api.giveBack, history: api.history, marks: api.marks,
};

/**
 * What an officer holds and has done. Every step shows at once and goes to the server behind the officer's back: letters
 * through the outbox, claims whenever fewer than two parcels are held, leases renewed in time. What the server says of claims
 * counts, unless something was done here while it was being said: then it is asked again.
 */
export class Reading {
  state: ReadingState = {
    ready: false, held: [], waiting: 0, settings: USUAL_SETTINGS, lanes: [], pending: 0, last: null, resting: null, notice: null, awaySince: null,
  };
  private readonly outbox: Outbox;
  /** Readings that were finished here. */
  private readonly finished = new Set<string>();
  private step = 0;
  private asking = false;
  private askAgain = false;
  private stopped = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private clockOffset_ms = 0;

  constructor(
    private readonly user: string,
    private readonly onChange: (state: ReadingState) => void,
    private readonly onSignedOut: () => void = () => {},
    private readonly server: ReadingServer = READING_SERVER,
    storage: Pick<Storage, "getItem" | "setItem"> = localStorage,
    private readonly now: () => number = Date.now,
  ) {
    this.outbox = new Outbox(
      user,
      (outcome) => this.onOutcome(outcome),
      (pending) => this.set({ pending: pending.length }),
      { send: (letter, again) => this.reaching(server.send(letter, again)), standing: (id) => this.reaching(server.standing(id)) },
      storage,
    );
    for (const letter of this.outbox.waiting()) {
      if (letter.kind !== "marks" && letter.kind !== "recall") {
        this.finished.add(readingOf(letter));
      }
    }
    this.set({ pending: this.outbox.waiting().length });
    void this.begin();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.outbox.stop();
  }

  /** The server's clock as far as it is known here. */
  serverNow(): number {
    return this.now() + this.clockOffset_ms;
  }

  judge(verdict: VerdictWord, reason: number | null, shownMs: number): void {
    const parcel = this.state.held[0];
    if (parcel) {
      this.finish(parcel, { kind: "verdict", verdict, reason, shownMs });
      this.set({ last: { parcel, verdict, until: this.serverNow() + this.state.settings.hold_s * 1000 } });
    }
  }

  passOn(kind: "second_opinion" | "rescan", reason: number | null, shownMs: number): void {
    const parcel = this.state.held[0];
    if (parcel) {
      this.finish(parcel, { kind, reason, shownMs });
      this.set({ last: null, notice: { text: kind === "rescan" ? "rescanAsked" : "secondAsked", values: [parcel.id], bad: false } });
    }
  }

  /** Takes the last verdict back; the parcel is on the screen again at once. */
  recall(): void {
    const last = this.state.last;
    if (!last || this.serverNow() > last.until || this.state.resting) {
      return;
    }
    this.step++;
    const { parcel } = last;
    if (this.outbox.withdraw(parcel.id, parcel.round)) {
      this.finished.delete(readingOf(parcel));
      this.set({ held: [parcel, ...this.state.held], last: null, notice: { text: "recalled", values: [parcel.id], bad: false } });
      return;
    }
    const again: Parcel = { ...parcel, round: parcel.round + 1, verdict: null, stage: "held" };
    this.set({ held: [again, ...this.state.held], last: null, notice: { text: "recalled", values: [parcel.id], bad: false } });
    this.outbox.add({ kind: "recall", id: parcel.id, round: again.round, requestId: requestId() });
  }

  mark(parcel: Parcel, marks: readonly Mark[]): void {
    this.set({ held: this.state.held.map((held) => (readingOf(held) === readingOf(parcel) ? { ...held, marks: [...marks] } : held)) });
    this.outbox.add({ kind: "marks", id: parcel.id, round: parcel.round, requestId: requestId(), marks });
  }

  /** Gives everything back: another officer reads on. */
  rest(kind: Resting["kind"]): Promise<void> {
    this.step++;
    this.set({ held: [], last: null, notice: null, resting: kind === "break" ? { kind, until: this.now() + BREAK_MS } : { kind } });
    return this.server.giveBack().catch(() => undefined); // else the leases lapse by themselves
  }

  resume(): void {
    this.set({ resting: null, notice: null });
    void this.topUp();
  }

  dismiss(): void {
    this.set({ notice: null });
  }

  say(notice: Notice): void {
    this.set({ notice });
  }

  /** What happened in the lane, as the server tells it. */
  on(event: string, data: unknown): void {
    switch (event) {
      case "open":
        this.outbox.hurry();
        void this.begin(); // whatever happened while nobody listened
        break;
      case "parcel": {
        const arrived = whole(data as Partial<Parcel>);
        this.set({ waiting: this.state.waiting + 1 });
        this.update(arrived);
        this.topUpIfShort();
        break;
      }
      case "claim": {
        const { id, held_by } = data as { id: string; held_by: string | null };
        if (held_by === null ? this.state.held.length < HELD : held_by !== this.user && this.state.held.some((parcel) => parcel.id === id)) {
          void this.topUp();
        }
        break;
      }
      case "diverted":
        if (this.state.last?.parcel.id === (data as { id: string }).id) {
          this.set({ last: null });
        }
        break;
      case "lane": {
        const lane = data as Lane;
        this.set({ lanes: [...this.state.lanes.filter((other) => other.name !== lane.name), lane].sort((a, b) => a.name.localeCompare(b.name)) });
        break;
      }
      default:
    }
  }

  private async begin(): Promise<void> {
    try {
      const desk = await this.reaching(this.server.desk());
      this.clockOffset_ms = Date.parse(desk.now) - this.now() || 0;
      this.set({ settings: { ...USUAL_SETTINGS, ...desk.settings }, lanes: [...desk.lanes].sort((a, b) => a.name.localeCompare(b.name)), waiting: desk.waiting });
      if (!this.state.ready) {
        await this.rememberLast();
      }
    } catch (error) {
      this.failed(error);
    }
    await this.topUp();
  }

  /** After a reload: the newest verdict may still be recalled. */
  private async rememberLast(): Promise<void> {
    const step = this.step;
    const newest = (await this.server.history().catch(() => []))[0];
    const until = Date.parse(newest?.verdict?.recall_until ?? "");
    if (newest?.verdict && until > this.serverNow() && step === this.step && !newest.diverted) {
      this.set({ last: { parcel: newest, verdict: newest.verdict.verdict, until } });
    }
  }

  /** Claims up to two parcels and renews the leases of those held. */
  async topUp(): Promise<void> {
    clearTimeout(this.timer);
    if (this.stopped || this.state.resting) {
      return;
    }
    if (this.asking) {
      this.askAgain = true;
      return;
    }
    this.asking = true;
    this.askAgain = false;
    const step = this.step;
    try {
      const answer = await this.reaching(this.server.claim(HELD));
      if (step === this.step) {
        this.hold(answer);
      } else {
        this.askAgain = true;
      }
    } catch (error) {
      this.failed(error);
    }
    this.asking = false;
    if (this.askAgain) {
      void this.topUp();
    } else if (!this.stopped) {
      this.timer = setTimeout(() => void this.topUp(), (this.state.settings.lease_s * 1000) / 3);
    }
  }

  private topUpIfShort(): void {
    if (this.state.held.length < HELD) {
      void this.topUp();
    }
  }

  private hold(answer: ClaimAnswer): void {
    const open = answer.held.filter((parcel) => !this.finished.has(readingOf(parcel)));
    const recalled = new Set(this.outbox.waiting().filter((letter) => letter.kind === "recall").map((letter) => letter.id));
    const kept: Parcel[] = [];
    for (const parcel of this.state.held) {
      const still = open.find((other) => other.id === parcel.id);
      if (still) {
        kept.push({ ...still, marks: parcel.marks }); // nobody else marks what is held here
      } else if (recalled.has(parcel.id)) {
        kept.push(parcel);
      } else {
        this.set({ notice: { text: "leaseLapsed", values: [parcel.id], bad: false } });
      }
    }
    const more = open.filter((parcel) => !kept.some((other) => other.id === parcel.id));
    for (const parcel of more) {
      // A parcel that was read before may have been marked: after a recall, for a second opinion, before a reload.
      if (parcel.round > 1 || parcel.asked_second || !this.state.ready) {
        void this.remember(parcel);
      }
    }
    this.set({ ready: true, held: [...kept, ...more], waiting: answer.waiting });
  }

  private async remember(parcel: Parcel): Promise<void> {
    const marks = await this.server.marks(parcel.id).catch(() => []);
    const unmarked = (held: Parcel) => held.id === parcel.id && held.marks.length === 0;
    if (marks.length > 0 && this.state.held.some(unmarked)) {
      this.set({ held: this.state.held.map((held) => (unmarked(held) ? { ...held, marks } : held)) });
    }
  }

  private update(parcel: Parcel): void {
    if (this.state.held.some((held) => readingOf(held) === readingOf(parcel))) {
      this.set({ held: this.state.held.map((held) => (readingOf(held) === readingOf(parcel) ? { ...parcel, marks: held.marks } : held)) });
    }
  }

  private finish(parcel: Parcel, what: Pick<Letter & { kind: "verdict" }, "kind" | "verdict" | "reason" | "shownMs"> | { kind: "second_opinion" | "rescan"; reason: number | null; shownMs: number }): void {
    this.step++;
    this.finished.add(readingOf(parcel));
    if (this.finished.size > REMEMBERED) {
      this.finished.delete([...this.finished][0] ?? ""); // a shift must not make the page grow
    }
    // Stored before it shows: a browser that dies after this has it.
    this.outbox.add({ ...what, id: parcel.id, round: parcel.round, requestId: requestId() });
    this.set({ held: this.state.held.filter((held) => held !== parcel), notice: null });
    // What replaces it is claimed when this is stored: until then the server counts it as held.
  }

  private onOutcome(outcome: Outcome): void {
    this.step++;
    const { letter } = outcome;
    switch (outcome.kind) {
      case "stored":
        if (letter.kind === "verdict" && this.state.last && readingOf(this.state.last.parcel) === readingOf(letter)) {
          const until = outcome.verdict?.recall_until;
          if (until !== undefined) {
            this.set({ last: until === null ? null : { ...this.state.last, until: Date.parse(until) } });
          }
        } else if (letter.kind === "recall" && outcome.parcel) {
          const parcel = outcome.parcel;
          this.set({ held: this.state.held.map((held) => (held.id === parcel.id ? { ...parcel, marks: held.marks } : held)) });
        }
        break;
      case "judged":
        this.set({
          last: this.without(letter),
          notice: outcome.by === "self" && outcome.verdict
            ? { text: "alreadyJudgedByYou", values: [letter.id, `key:${outcome.verdict}`], bad: false }
            : { text: "alreadyJudged", values: [letter.id], bad: false },
        });
        break;
      case "taken":
        this.set({ last: this.without(letter), notice: { text: "taken", values: [letter.id], bad: false } });
        break;
      case "late":
        this.set({
          held: this.state.held.filter((held) => held.id !== letter.id),
          notice: { text: "recallLate", values: [letter.id], bad: false },
        });
        break;
      case "refused":
        this.finished.delete(readingOf(letter));
        this.set({
          last: this.without(letter),
          held: letter.kind === "recall" ? this.state.held.filter((held) => held.id !== letter.id) : this.state.held,
          notice: { text: "refused", values: [letter.id, outcome.why], bad: true },
        });
        break;
    }
    void this.topUp();
  }

  private without(letter: Letter): Last | null {
    return this.state.last?.parcel.id === letter.id ? null : this.state.last;
  }

  /** Notes whether the server was there. Any answer of its own shows that it is. */
  private async reaching<T>(asked: Promise<T>): Promise<T> {
    try {
      const answer = await asked;
      this.reached(true);
      return answer;
    } catch (error) {
      this.reached(error instanceof ApiError && error.status > 0 && error.status < 500);
      throw error;
    }
  }

  private reached(there: boolean): void {
    if (there !== (this.state.awaySince === null)) {
      this.set({ awaySince: there ? null : this.now() });
    }
  }

  private failed(error: unknown): void {
    if (error instanceof ApiError && error.status === 401 && !this.stopped) {
      this.onSignedOut();
    }
  }

  private set(change: Partial<ReadingState>): void {
    if (!this.stopped) {
      this.state = { ...this.state, ...change };
      this.onChange(this.state);
    }
  }
}
