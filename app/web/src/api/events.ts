import { api, ApiError } from "./client";

const WATCH_MS = 2500;
const NAMES = ["parcel", "verdict", "claim", "diverted", "opened", "lane", "lines"] as const;

/**
 * Hears the server's events until it is stopped. "open" is told whenever the stream begins, for what happened while nobody
 * listened; `onLost` hears when the connection went, and null when it is back.
 */
export function listen(onEvent: (name: string, data: unknown) => void, onLost: (since: number | null) => void, onSignedOut: () => void): () => void {
  let closed = false;
  let lost = false;
  let events: EventSource | null = null;
  const connect = () => {
    events?.close();
    events = new EventSource("/api/v1/events");
    events.addEventListener("open", () => {
      lost = false;
      onLost(null);
      onEvent("open", null);
    });
    events.addEventListener("error", () => {
      if (!lost) {
        lost = true;
        onLost(Date.now());
      }
    });
    for (const name of NAMES) {
      events.addEventListener(name, (event) => onEvent(name, JSON.parse((event as MessageEvent<string>).data)));
    }
  };
  connect();
  // A browser does not retry a stream that was refused: ask whether the log-in has ended or the server is just back.
  const watch = setInterval(() => {
    if (lost && events?.readyState === EventSource.CLOSED) {
      api
        .session({ background: true })
        .then(() => !closed && connect())
        .catch((error: unknown) => {
          if (error instanceof ApiError && error.status === 401 && !closed) {
            onSignedOut();
          }
        });
    }
  }, WATCH_MS);
  return () => {
    closed = true;
    clearInterval(watch);
    events?.close();
  };
}
