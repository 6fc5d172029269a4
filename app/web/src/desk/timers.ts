/** How long one reading has been on the screen; time spent looking at something else does not count. */
export class ReadingClock {
  private key: string | null = null;
  private gathered = 0;
  private since: number | null = null;

  constructor(private readonly now: () => number = Date.now) {}

  /** That reading is on the screen now. */
  show(key: string): void {
    if (key !== this.key) {
      this.key = key;
      this.gathered = 0;
      this.since = this.now();
    } else if (this.since === null) {
      this.since = this.now();
    }
  }

  /** Something else is on the screen. */
  pause(): void {
    if (this.since !== null) {
      this.gathered += this.now() - this.since;
      this.since = null;
    }
  }

  ms(): number {
    return this.gathered + (this.since === null ? 0 : this.now() - this.since);
  }
}

const STORED = "gwanmun.spell";
/** Who was away for so long has had a break. */
const AWAY_MS = 5 * 60_000;

/** Since when an officer has been reading without a break: a reload is none. Kept in this browser. */
export class WorkSpell {
  private since: number;
  private readonly key: string;

  constructor(
    user: string,
    private readonly storage: Pick<Storage, "getItem" | "setItem"> = localStorage,
    private readonly now: () => number = Date.now,
  ) {
    this.key = `${STORED}.${user}`;
    const [since, seen] = (storage.getItem(this.key) ?? "").split(" ").map(Number);
    const at = now();
    this.since = since && seen && seen <= at && since <= seen && at - seen < AWAY_MS ? since : at;
    this.seen();
  }

  /** The officer is here. */
  seen(): void {
    try {
      this.storage.setItem(this.key, `${this.since} ${this.now()}`);
    } catch {
      // A full storage costs no more than that a reload starts the time anew.
    }
  }

  /** A break is over. */
  restart(): void {
    this.since = this.now();
    this.seen();
  }

  ms(): number {
    return this.now() - this.since;
  }
}

/** 19:05 */
export function minutes(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
