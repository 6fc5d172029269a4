import { useEffect, useRef, useState } from "react";
import { api } from "../api/client";
import type { Parcel } from "../api/types";
import type { Maps } from "../picture/display";

async function load(parcel: Parcel): Promise<Maps[]> {
  return Promise.all(
    parcel.views.map(async (view) => {
      const both = await api.raster(parcel.id, view);
      const half = view.lines * view.pixels;
      return {
        lines: view.lines,
        pixels: view.pixels,
        linePitch_mm: view.line_pitch_mm,
        pixelPitch_mm: view.pixel_pitch_mm,
        attenuation: both.subarray(0, half),
        zeff: both.subarray(half),
      };
    }),
  );
}

export type Pictures = { kind: "loading" } | { kind: "failed" } | { kind: "here"; id: string; maps: Maps[] };

/** The current parcel's pictures; the next parcel's are fetched beforehand, so that a verdict shows them at once. */
export function usePictures(current: Parcel | undefined, next: Parcel | undefined): Pictures {
  const cache = useRef(new Map<string, Promise<Maps[]>>());
  const [pictures, setPictures] = useState<Pictures>({ kind: "loading" });

  useEffect(() => {
    const wanted = [current, next].filter((parcel) => parcel !== undefined);
    for (const id of [...cache.current.keys()]) {
      if (!wanted.some((parcel) => parcel.id === id)) {
        cache.current.delete(id);
      }
    }
    for (const parcel of wanted) {
      if (!cache.current.has(parcel.id)) {
        cache.current.set(parcel.id, load(parcel));
        cache.current.get(parcel.id)?.catch(() => cache.current.delete(parcel.id));
      }
    }
    if (!current) {
      return undefined;
    }
    let stale = false;
    setPictures((before) => (before.kind === "here" && before.id === current.id ? before : { kind: "loading" }));
    cache.current
      .get(current.id)
      ?.then((maps) => !stale && setPictures({ kind: "here", id: current.id, maps }))
      .catch(() => !stale && setPictures({ kind: "failed" }));
    return () => {
      stale = true;
    };
  }, [current?.id, next?.id]);

  return pictures;
}
