/** Whether this page is the one that holds the desk: of several tabs of one officer only one claims, judges and sends. */
export type Place = "asking" | "here" | "elsewhere";

const PATIENCE_MS = 300;

export interface OnlyTab {
  /** Makes this page the one; the other hears of it and lets go. */
  takeOver(): void;
  stop(): void;
}

/** Asks for the desk of that name. When the page that has it is closed, one that waits gets it. */
export function onlyTab(name: string, onPlace: (place: Place) => void): OnlyTab {
  // Browsers know locks on secure pages alone; on others the tabs ask each other.
  return navigator.locks ? byLock(navigator.locks, name, onPlace) : byAsking(new BroadcastChannel(name), onPlace);
}

function byLock(locks: LockManager, name: string, onPlace: (place: Place) => void): OnlyTab {
  let stopped = false;
  let letGo: () => void = () => {};
  let queued = new AbortController();
  const hold = (options: LockOptions) => {
    let had = false;
    locks
      .request(name, options, () => {
        had = true;
        if (stopped) {
          return undefined;
        }
        onPlace("here");
        return new Promise<void>((done) => (letGo = done));
      })
      .catch(() => {
        if (had && !stopped) {
          onPlace("elsewhere"); // another page has taken it
          queue();
        }
      });
  };
  const queue = () => {
    queued = new AbortController();
    hold({ signal: queued.signal });
  };
  let place: Place = "asking";
  const tell = onPlace;
  onPlace = (next) => {
    place = next;
    tell(next);
  };
  queue();
  const timer = setTimeout(() => place === "asking" && !stopped && onPlace("elsewhere"), PATIENCE_MS);
  return {
    takeOver: () => {
      queued.abort();
      hold({ steal: true });
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      queued.abort();
      letGo();
    },
  };
}

function byAsking(channel: BroadcastChannel, onPlace: (place: Place) => void): OnlyTab {
  let place: Place = "asking";
  const be = (next: Place) => {
    if (place !== next) {
      place = next;
      onPlace(next);
    }
  };
  channel.onmessage = ({ data }: MessageEvent<"whose" | "mine" | "taken" | "free">) => {
    if (data === "whose" && place === "here") {
      channel.postMessage("mine");
    } else if (data === "mine" || data === "taken") {
      be("elsewhere");
    } else if (data === "free" && place === "elsewhere") {
      ask();
    }
  };
  let timer: ReturnType<typeof setTimeout>;
  const ask = () => {
    place = "asking";
    channel.postMessage("whose");
    timer = setTimeout(() => place === "asking" && be("here"), PATIENCE_MS * (1 + Math.random()));
  };
  ask();
  return {
    takeOver: () => {
      channel.postMessage("taken");
      be("here");
    },
    stop: () => {
      clearTimeout(timer);
      if (place === "here") {
        channel.postMessage("free");
      }
      channel.close();
    },
  };
}
