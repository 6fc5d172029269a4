import { useCallback, useState } from "react";
import { api } from "../api/client";
import type { Parcel } from "../api/types";

/** A walk back through what the officer has judged, newest first; `at` is the one on the screen. */
export interface Walk {
  parcels: readonly Parcel[];
  at: number;
}

/** Walks through the officer's own verdicts: older, newer, and past the newest back to work. */
export function useHistory(onNothing: () => void) {
  const [walk, setWalk] = useState<Walk | null>(null);
  const older = useCallback(() => {
    if (walk) {
      setWalk({ ...walk, at: Math.min(walk.at + 1, walk.parcels.length - 1) });
      return;
    }
    api.history().then(
      (parcels) => (parcels.length > 0 ? setWalk({ parcels, at: 0 }) : onNothing()),
      onNothing,
    );
  }, [walk, onNothing]);
  const newer = useCallback(() => setWalk((now) => (now && now.at > 0 ? { ...now, at: now.at - 1 } : null)), []);
  const back = useCallback(() => setWalk(null), []);
  return { walk, older, newer, back };
}
