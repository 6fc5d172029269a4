import { backOff_ms } from "./backOff";
import { decode, type LiveMessage } from "./message";

/** How the one connection is: `since` when it was lost, `retryAt` when it is tried again, in ms of the browser's clock. */
export type Link = { is: "off" } | { is: "opening" } | { is: "open" } | { is: "lost"; since: number; retryAt: number };

/** As much of a WebSocket as is needed. */
export interface Wire {
  binaryType: string;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
  send(text: string): void;
  close(): void;
}

export interface World {
  open: () => Wire;
  now: () => number;
  /** In [0, 1). */
  chance: () => number;
}

type Listener = (message: LiveMessage) => void;

/** Pictures of all cameras over one connection, which is opened again when it is lost and closed while nobody looks. */
export class Feed {
  link: Link = { is: "off" };
  private wire: Wire | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private tries = 0;
  private lostSince: number | null = null;
  private heard = 0;
  private wanted = JSON.stringify({ show: [], width_px: 160 });
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly watchers = new Set<(link: Link) => void>();

  constructor(private readonly world: World) {}

  /** Tells the server which cameras are in sight and how wide; again whenever that changes. */
  want(show: readonly string[], width_px: number): void {
    const wanted = JSON.stringify({ show, width_px });
    if (wanted !== this.wanted) {
      this.wanted = wanted;
      if (this.link.is === "open") {
        this.wire?.send(wanted);
      }
    }
  }

  on(camera: string, listener: Listener): () => void {
    const set = this.listeners.get(camera) ?? new Set();
    this.listeners.set(camera, set.add(listener));
    return () => void set.delete(listener);
  }

  watch(watcher: (link: Link) => void): () => void {
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  }

  start(): void {
    if (this.link.is === "off") {
      this.connect();
    }
  }

  /** Nobody looks: the server need draw nothing. */
  stop(): void {
    this.drop();
    this.tries = 0;
    this.lostSince = null;
    this.is({ is: "off" });
  }

  /** Tries at once what would be tried later; a connection that has fallen silent is given up for a new one. */
  retry(): void {
    if (this.link.is !== "off") {
      this.drop();
      this.connect();
    }
  }

  /** For how long nothing has come over an open connection. */
  silent_ms(): number {
    return this.link.is === "open" ? this.world.now() - this.heard : 0;
  }

  private connect(): void {
    clearTimeout(this.timer);
    const wire = this.world.open();
    this.wire = wire;
    wire.binaryType = "arraybuffer";
    wire.onopen = () => {
      this.heard = this.world.now();
      this.lostSince = null;
      wire.send(this.wanted);
      this.is({ is: "open" });
    };
    wire.onmessage = ({ data }) => {
      this.heard = this.world.now();
      this.tries = 0; // a server that takes connections and drops them at once is not back
      const message = data instanceof ArrayBuffer ? decode(data) : null;
      if (message) {
        this.listeners.get(message.header.camera)?.forEach((listener) => listener(message));
      }
    };
    wire.onclose = () => {
      this.drop();
      const now = this.world.now();
      this.lostSince ??= now;
      const wait_ms = backOff_ms(this.tries++, this.world.chance());
      this.timer = setTimeout(() => this.connect(), wait_ms);
      this.is({ is: "lost", since: this.lostSince, retryAt: now + wait_ms });
    };
    if (this.lostSince === null) {
      this.is({ is: "opening" });
    }
  }

  private drop(): void {
    clearTimeout(this.timer);
    const wire = this.wire;
    this.wire = null;
    if (wire) {
      wire.onopen = wire.onmessage = wire.onclose = null;
      wire.close();
    }
  }

  private is(link: Link): void {
    this.link = link;
    this.watchers.forEach((watcher) => watcher(link));
  }
}

/** The browser's own connection to the server of this page. */
export function browserWorld(): World {
  return {
    open: () => new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/api/v1/cameras/live`) as unknown as Wire,
    now: () => Date.now(),
    chance: () => Math.random(),
  };
}
