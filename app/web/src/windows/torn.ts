import type { View } from "../api/types";
import type { Language } from "../i18n/language";
import type { Display } from "../picture/display";
import type { Outline } from "../picture/Outlines";

/** What a torn-off window shows; the desk sends it whenever it changes. */
export interface Shared {
  current: { id: string; round: number; views: View[] } | null;
  next: { id: string; round: number; views: View[] } | null;
  /** What is in the tunnel, shown while nothing is held. */
  passing: { lane: string; passage: string; views: View[] } | null;
  display: Display;
  outlines: Record<string, readonly Outline[]>;
  flags: { text: string; alarm: boolean }[];
  language: Language;
}

export interface KeyPress {
  code: string;
  key: string;
  shiftKey: boolean;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  repeat: boolean;
}

export type Message =
  | { type: "state"; shared: Shared }
  | { type: "lines"; data: unknown }
  | { type: "close"; view: string }
  | { type: "hello"; view: string }
  | { type: "bye"; view: string }
  | { type: "key"; press: KeyPress }
  | { type: "visible"; view: string; id: string | null; visible: boolean };

export const HEARTBEAT_MS = 1000;
/** A window that says nothing for so long is gone. */
const SILENT_MS = 4000;

export function channelOf(user: string): BroadcastChannel {
  return new BroadcastChannel(`gwanmun.views.${user}`);
}

/** Which views stand in other windows, by what those windows say. Pure: the caller gives the time. */
export class TornViews {
  private readonly heard = new Map<string, number>();

  /** Whether the set has changed. */
  hello(view: string, now: number): boolean {
    const before = this.heard.has(view);
    this.heard.set(view, now);
    return !before;
  }

  bye(view: string): boolean {
    return this.heard.delete(view);
  }

  /** Forgets windows that are gone without a word. */
  sweep(now: number): boolean {
    let changed = false;
    for (const [view, at] of this.heard) {
      if (now - at > SILENT_MS) {
        this.heard.delete(view);
        changed = true;
      }
    }
    return changed;
  }

  views(): ReadonlySet<string> {
    return new Set(this.heard.keys());
  }
}

/** Which view the next press tears off: the one pointed at, else the last that is still here; none when all are out. */
export function nextToTear(views: readonly string[], torn: ReadonlySet<string>, pointedAt: string | null): string | null {
  const here = views.filter((view) => !torn.has(view));
  return pointedAt !== null && here.includes(pointedAt) ? pointedAt : (here.at(-1) ?? null);
}
