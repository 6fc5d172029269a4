import { useEffect, useRef, useState } from "react";
import { api, ApiError } from "../api/client";
import type { Parcel, Verdict } from "../api/types";

const WATCH_MS = 2500;

/** The lane's parcels, kept up to date by the server's events, and since when the connection has been lost. */
export function useLane(onSignedOut: () => void) {
  const [parcels, setParcels] = useState<Parcel[]>([]);
  const [lostSince, setLostSince] = useState<number | null>(null);
  const lost = useRef(false);

  useEffect(() => {
    let closed = false;
    const refresh = () =>
      api
        .parcels()
        .then((all) => !closed && setParcels(all))
        .catch(() => undefined);
    let events: EventSource | null = null;
    const listen = () => {
      events?.close();
      events = new EventSource("/api/v1/events");
      events.addEventListener("open", () => {
        lost.current = false;
        setLostSince(null);
        void refresh(); // whatever happened while nobody listened
      });
      events.addEventListener("error", () => {
        if (!lost.current) {
          lost.current = true;
          setLostSince(Date.now());
        }
      });
      events.addEventListener("parcel", (event) => {
        const arrived = JSON.parse((event as MessageEvent<string>).data) as Parcel;
        setParcels((all) => [...all.filter((parcel) => parcel.id !== arrived.id), arrived]);
      });
      events.addEventListener("verdict", (event) => {
        const { id, verdict } = JSON.parse((event as MessageEvent<string>).data) as { id: string; verdict: Verdict };
        setParcels((all) => all.map((parcel) => (parcel.id === id ? { ...parcel, verdict } : parcel)));
      });
    };
    listen();
    // A browser does not retry a stream that was refused: ask whether the log-in has ended or the server is just back.
    const watch = window.setInterval(() => {
      if (lost.current && events?.readyState === EventSource.CLOSED) {
        api
          .session()
          .then(() => !closed && listen())
          .catch((error: unknown) => {
            if (error instanceof ApiError && error.status === 401 && !closed) {
              onSignedOut();
            }
          });
      }
    }, WATCH_MS);
    void refresh();
    return () => {
      closed = true;
      window.clearInterval(watch);
      events?.close();
    };
  }, []);

  return { parcels, lostSince };
}
