import { useCallback, useEffect, useState } from "react";
import { api } from "../api/client";
import { readingOf } from "../api/parcel";
import type { Parcel } from "../api/types";
import { mapsOf } from "../desk/usePictures";
import type { Maps } from "../picture/display";

/** An earlier parcel of the same sender beside the one that is read. */
export interface Comparison {
  kind: "asking" | "none" | "here";
  parcels: readonly Parcel[];
  at: number;
  maps: Maps | null;
}

const ASKING: Comparison = { kind: "asking", parcels: [], at: 0, maps: null };

/** Compares a view of the parcel on the screen with the same view of earlier ones; ends when another parcel is shown. */
export function useEarlier(parcel: Parcel | undefined, view: string | undefined) {
  const [comparison, setComparison] = useState<Comparison | null>(null);
  const [open, setOpen] = useState(false);
  const key = parcel ? readingOf(parcel) : "";
  useEffect(() => setOpen(false), [key]);

  useEffect(() => {
    if (!open || !parcel) {
      setComparison(null);
      return undefined;
    }
    let gone = false;
    setComparison(ASKING);
    api.earlier(parcel.id).then(
      (parcels) => !gone && setComparison({ kind: parcels.length > 0 ? "here" : "none", parcels, at: 0, maps: null }),
      () => !gone && setComparison({ ...ASKING, kind: "none" }),
    );
    return () => void (gone = true);
  }, [open, key]);

  const shown = comparison?.parcels[comparison.at];
  useEffect(() => {
    const raster = shown?.views.find((other) => other.name === view) ?? shown?.views[0];
    if (!shown || !raster) {
      return undefined;
    }
    let gone = false;
    mapsOf(shown, raster).then(
      (maps) => !gone && setComparison((now) => now && { ...now, maps }),
      () => undefined, // the half stays empty and says so
    );
    return () => void (gone = true);
  }, [shown?.id, view]);

  const turn = useCallback(
    (by: number) =>
      setComparison((now) => now && { ...now, at: Math.min(Math.max(now.at + by, 0), now.parcels.length - 1), maps: null }),
    [],
  );
  return { comparison, toggle: useCallback(() => setOpen((now) => !now), []), close: useCallback(() => setOpen(false), []), turn };
}
