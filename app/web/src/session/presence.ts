import type { Session } from "../api/types";
import type { Language } from "../i18n/language";

/** Who is here, for what stands around every page: the lock screen. */
export interface Presence {
  session: Session | null;
  language: Language;
  locked: boolean;
}

type Listener = (presence: Presence) => void;

let presence: Presence = { session: null, language: "ko", locked: false };
const listeners = new Set<Listener>();
const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("gwanmun.presence");

function change(next: Presence, tell: boolean): void {
  const turned = next.locked !== presence.locked;
  presence = next;
  listeners.forEach((listener) => listener(presence));
  if (turned && tell) {
    channel?.postMessage({ user: next.session?.user ?? null, locked: next.locked });
  }
}

if (channel) {
  channel.onmessage = ({ data }: MessageEvent<{ user: string | null; locked: boolean }>) => {
    // Another window of the same person was locked, or unlocked: one session, one screen.
    if (presence.session && data.user === presence.session.user) {
      change({ ...presence, locked: data.locked }, false);
    }
  };
}

export const present = {
  now: (): Presence => presence,
  /** A page shows this person. */
  is: (session: Session | null, language: Language): void =>
    change({ session, language, locked: session === presence.session ? presence.locked : (session?.locked ?? false) }, false),
  locked: (): void => {
    if (presence.session !== null && !presence.locked) {
      change({ ...presence, locked: true }, true);
    }
  },
  unlocked: (): void => change({ ...presence, locked: false }, true),
  listen: (listener: Listener): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
