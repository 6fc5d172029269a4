import type { Maps } from "../picture/display";

export type Pictures =
  | { kind: "loading" }
  /** Not to be had just now; it is tried again at `retryAt` (ms since 1970). */
  | { kind: "failed"; retryAt: number }
  | { kind: "here"; id: string; maps: Maps[] };

const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 15_000;

/**
 * Fetches the pictures of the parcel that is read and of those about it, keeps them, and tries again what failed: after one
 * second, then after twice as long each time, at most fifteen seconds; at once when asked.
 */
export class PictureLoader<P extends { id: string }> {
  private readonly kept = new Map<string, Promise<Maps[]>>();
  private readonly come = new Map<string, Maps[]>();
  private current: P | undefined;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;

  constructor(
    private readonly load: (parcel: P) => Promise<Maps[]>,
    private readonly onChange: (pictures: Pictures) => void,
  ) {}

  want(current: P | undefined, ...others: (P | undefined)[]): void {
    const wanted = [current, ...others].filter((parcel) => parcel !== undefined);
    for (const id of [...this.kept.keys()]) {
      if (!wanted.some((parcel) => parcel.id === id)) {
        this.kept.delete(id);
        this.come.delete(id);
      }
    }
    if (current?.id !== this.current?.id) {
      clearTimeout(this.timer);
      this.failures = 0;
      this.current = current;
      this.onChange({ kind: "loading" });
      if (current) {
        this.show(current);
      }
    }
    for (const other of others) {
      if (other) {
        this.fetched(other).catch(() => undefined); // it is fetched again when its turn comes
      }
    }
  }

  /** Pictures that are here already, so that a page can show them without an empty moment. */
  ready(id: string): Maps[] | undefined {
    return this.come.get(id);
  }

  /** Tries at once. */
  again(): void {
    if (this.current && this.failures > 0) {
      this.failures = 0;
      this.retry(this.current);
    }
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private retry(parcel: P): void {
    clearTimeout(this.timer);
    this.onChange({ kind: "loading" });
    this.show(parcel);
  }

  private show(parcel: P): void {
    const stale = () => this.stopped || this.current?.id !== parcel.id;
    this.fetched(parcel).then(
      (maps) => {
        if (!stale()) {
          this.failures = 0;
          this.onChange({ kind: "here", id: parcel.id, maps });
        }
      },
      () => {
        if (!stale()) {
          const wait = Math.min(FIRST_RETRY_MS * 2 ** this.failures, LAST_RETRY_MS);
          this.failures++;
          this.onChange({ kind: "failed", retryAt: Date.now() + wait });
          clearTimeout(this.timer);
          this.timer = setTimeout(() => this.retry(parcel), wait);
        }
      },
    );
  }

  private fetched(parcel: P): Promise<Maps[]> {
    let maps = this.kept.get(parcel.id);
    if (!maps) {
      maps = this.load(parcel);
      this.kept.set(parcel.id, maps);
      const mine = maps;
      maps.then(
        (come) => this.kept.get(parcel.id) === mine && this.come.set(parcel.id, come),
        () => this.kept.get(parcel.id) === mine && this.kept.delete(parcel.id),
      );
    }
    return maps;
  }
}
