import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "../api/client";
import type { Parcel } from "../api/types";
import type { Maps } from "../picture/display";
import { PictureLoader, type Pictures } from "./pictureLoader";

async function load(parcel: Parcel): Promise<Maps[]> {
  return Promise.all(
    parcel.views.map(async (view) => {
      const all = await api.raster(parcel.id, view);
      const samples = view.lines * view.pixels;
      const map = (i: number) => all.subarray(i * samples, (i + 1) * samples);
      return {
        lines: view.lines,
        pixels: view.pixels,
        linePitch_mm: view.line_pitch_mm,
        pixelPitch_mm: view.pixel_pitch_mm,
        attenuation: map(0),
        zeff: map(1),
        attenuationHigh: map(2),
        arealDensity: map(3),
      };
    }),
  );
}

/** The current parcel's pictures; the next parcel's are fetched beforehand, so that a verdict shows them at once. */
export function usePictures(current: Parcel | undefined, next: Parcel | undefined): [Pictures, () => void] {
  const [pictures, setPictures] = useState<Pictures>({ kind: "loading" });
  const loader = useRef<PictureLoader<Parcel> | null>(null);

  useEffect(() => {
    const made = new PictureLoader<Parcel>(load, setPictures);
    loader.current = made;
    return () => made.stop();
  }, []);

  useEffect(() => loader.current?.want(current, next), [current?.id, next?.id]);

  return [pictures, useCallback(() => loader.current?.again(), [])];
}
