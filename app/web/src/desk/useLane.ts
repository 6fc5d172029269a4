import { useEffect, useRef, useState } from "react";
import { api } from "../api/client";
import type { Parcel, Verdict } from "../api/types";

/** The lane's parcels, kept up to date by the server's events, and for how long the connection has been lost. */
export function useLane() {
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
    const events = new EventSource("/api/v1/events");
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
    void refresh();
    return () => {
      closed = true;
      events.close();
    };
  }, []);

  return { parcels, lostSince };
}
