import { useCallback, useEffect, useMemo, useState } from "react";
import { api } from "../api/client";
import type { View } from "../api/types";
import type { Maps } from "../picture/display";
import { PictureLoader, type Pictures } from "./pictureLoader";

/** The maps of one view, from the server. */
export async function mapsOf(parcel: { id: string }, view: View): Promise<Maps> {
  const all = await api.raster(parcel.id, view);
  const samples = view.lines * view.pixels;
  const map = (i: number) => all.subarray(i * samples, (i + 1) * samples);
  const told = (i: number) => (all.length >= (i + 1) * samples ? map(i) : null);
  return {
    lines: view.lines,
    pixels: view.pixels,
    linePitch_mm: view.line_pitch_mm,
    pixelPitch_mm: view.pixel_pitch_mm,
    attenuation: map(0),
    zeff: map(1),
    attenuationHigh: map(2),
    arealDensity: map(3),
    zeffSigma: told(4),
    arealSigma: told(5),
    scatter: all.length >= 9 * samples ? { back_top: map(6), back_bottom: map(7), forward: map(8) } : null,
  };
}

interface Shown {
  id: string;
  views: View[];
}

/**
 * A parcel's pictures. Those of the `others` are kept or fetched beforehand: of the next parcel, so that a verdict shows them
 * at once, and of the last one, so that a recall does.
 */
export function usePictures(current: Shown | undefined, others: readonly (Shown | undefined)[]): [Pictures, () => void] {
  const [pictures, setPictures] = useState<Pictures>({ kind: "loading" });
  const [loader] = useState(
    () => new PictureLoader<Shown>((parcel) => Promise.all(parcel.views.map((view) => mapsOf(parcel, view))), setPictures),
  );
  useEffect(() => () => loader.stop(), [loader]);

  const wanted = others.map((parcel) => parcel?.id ?? "").join(" ");
  useEffect(() => loader.want(current, ...others), [current?.id, wanted]);

  // What was fetched beforehand is shown in the same moment: the canvas stays, and with it the graphics card's programs.
  const maps = current && loader.ready(current.id);
  const now = useMemo<Pictures>(() => (current && maps ? { kind: "here", id: current.id, maps } : pictures), [current?.id, maps, pictures]);
  return [now, useCallback(() => loader.again(), [loader])];
}
