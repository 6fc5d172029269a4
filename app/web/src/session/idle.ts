/** How long nobody has done anything, over all windows of this browser. */
const STORED = "gwanmun.deed";
const DEEDS = ["pointerdown", "pointermove", "keydown", "wheel"] as const;
const TELL_MS = 5_000;

export class Idle {
  private last: number;
  private told = 0;
  private reported: number;

  constructor(private readonly now: () => number = Date.now) {
    this.last = this.now();
    this.reported = this.last;
  }

  /** Somebody did something in this window. */
  readonly deed = (): void => {
    this.last = this.now();
    if (this.last - this.told >= TELL_MS) {
      this.told = this.last;
      localStorage.setItem(STORED, String(this.last));
    }
  };

  watch(): () => void {
    DEEDS.forEach((name) => window.addEventListener(name, this.deed, { capture: true, passive: true }));
    return () => DEEDS.forEach((name) => window.removeEventListener(name, this.deed, { capture: true }));
  }

  idleMs(): number {
    return this.now() - Math.max(this.last, Number(localStorage.getItem(STORED) ?? 0));
  }

  /** Whether somebody did something since this last said so; the server has to know, and learns it now. */
  takeReport(): boolean {
    const news = this.last > this.reported;
    this.reported = this.last;
    return news;
  }
}
