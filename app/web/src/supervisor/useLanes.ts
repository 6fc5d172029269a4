import { useEffect, useState } from "react";
import { api } from "../api/client";
import { listen } from "../api/events";
import type { Lane, Statistics } from "../api/types";

const REFRESH_MS = 5000;
const TALLY_MS = 20_000;
const KOREA_MS = 9 * 3600 * 1000;

/** Midnight in Korea, as an instant. */
export function today(now: number): string {
  const day = 24 * 3600 * 1000;
  return new Date(Math.floor((now + KOREA_MS) / day) * day - KOREA_MS).toISOString();
}

/** All lanes as they are, and what became of their parcels today. */
export function useLanes() {
  const [lanes, setLanes] = useState<Lane[] | null>(null);
  const [tally, setTally] = useState<Statistics | null>(null);
  const [lost, setLost] = useState(false);
  useEffect(() => {
    const refresh = () =>
      api.lanes().then(
        (all) => {
          setLanes([...all].sort((a, b) => a.name.localeCompare(b.name)));
          setLost(false);
        },
        () => setLost(true),
      );
    const count = () => api.statistics(today(Date.now()), new Date().toISOString()).then(setTally, () => undefined);
    const stop = listen(
      (name, data) => {
        if (name === "lane") {
          const lane = data as Lane;
          setLanes((all) => [...(all ?? []).filter((other) => other.name !== lane.name), lane].sort((a, b) => a.name.localeCompare(b.name)));
        }
      },
      (since) => setLost(since !== null),
      () => location.reload(),
    );
    void refresh();
    void count();
    const timers = [setInterval(() => void refresh(), REFRESH_MS), setInterval(() => void count(), TALLY_MS)];
    return () => {
      stop();
      timers.forEach(clearInterval);
    };
  }, []);
  return { lanes, tally, lost };
}
