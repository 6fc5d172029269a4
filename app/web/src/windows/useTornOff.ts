import { useCallback, useEffect, useRef, useState } from "react";
import { channelOf, nextToTear, TornViews, type KeyPress, type Message, type Shared } from "./torn";

interface Hearers {
  onKey: (press: KeyPress) => void;
  onVisible: (view: string, id: string | null, visible: boolean) => void;
  /** The browser has kept the window from opening. */
  onBlocked: () => void;
}

/** The desk's side of torn-off windows: which views are away, what they show, what comes back from them. */
export function useTornOff(user: string, open: boolean, shared: Shared, hearers: Hearers) {
  const [torn, setTorn] = useState<ReadonlySet<string>>(new Set());
  const channel = useRef<BroadcastChannel | null>(null);
  const latest = useRef({ shared, hearers });
  latest.current = { shared, hearers };

  useEffect(() => {
    if (!open) {
      return undefined;
    }
    const made = channelOf(user);
    const views = new TornViews();
    channel.current = made;
    made.onmessage = ({ data }: MessageEvent<Message>) => {
      switch (data.type) {
        case "hello":
          if (views.hello(data.view, Date.now())) {
            setTorn(views.views());
            made.postMessage({ type: "state", shared: latest.current.shared } satisfies Message);
          }
          break;
        case "bye":
          if (views.bye(data.view)) {
            setTorn(views.views());
          }
          break;
        case "key":
          latest.current.hearers.onKey(data.press);
          break;
        case "visible":
          latest.current.hearers.onVisible(data.view, data.id, data.visible);
          break;
        default:
      }
    };
    const timer = setInterval(() => views.sweep(Date.now()) && setTorn(views.views()), 1000);
    return () => {
      clearInterval(timer);
      made.close();
      channel.current = null;
      setTorn(new Set());
    };
  }, [user, open]);

  const text = JSON.stringify(shared);
  useEffect(() => {
    if (torn.size > 0) {
      channel.current?.postMessage({ type: "state", shared: latest.current.shared } satisfies Message);
    }
  }, [text, torn]);

  /** Tears the next view off, or brings all back when none is left here. */
  const tear = useCallback(
    (views: readonly string[], pointedAt: string | null) => {
      const view = nextToTear(views, torn, pointedAt);
      if (view === null) {
        torn.forEach((away) => channel.current?.postMessage({ type: "close", view: away } satisfies Message));
        return;
      }
      const address = `${location.pathname}?view=${encodeURIComponent(view)}`;
      const other = window.open(address, `gwanmun-${view}`, "popup,width=960,height=720");
      if (!other) {
        latest.current.hearers.onBlocked();
      }
    },
    [torn],
  );
  const lines = useCallback((data: unknown) => channel.current?.postMessage({ type: "lines", data } satisfies Message), []);
  return { torn, tear, lines };
}
