import { useEffect, useRef } from "react";
import type { Say } from "../i18n/language";
import { NEUTRAL_GAMMA } from "../picture/display";
import type { Passing } from "./passing";

const WIDTH = 150;
const HEIGHT = 36;

/** The live belt, small: what is in the tunnel just now grows from right to left while another parcel is read. */
export function BeltInset({ passing, say }: { passing: Passing | null; say: Say }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const maps = passing?.views[0]?.maps;
  const filled = maps?.filled ?? 0;
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) {
      return;
    }
    const image = context.createImageData(WIDTH, HEIGHT);
    if (maps && filled > 0) {
      for (let y = 0; y < HEIGHT; y++) {
        const pixel = Math.min(maps.pixels - 1, Math.floor((1 - (y + 0.5) / HEIGHT) * maps.pixels));
        for (let x = 0; x < WIDTH; x++) {
          const line = Math.floor((1 - (x + 0.5) / WIDTH) * maps.lines);
          if (line < filled) {
            const v = 255 * Math.exp(-NEUTRAL_GAMMA * (maps.attenuation[line * maps.pixels + pixel] ?? 0));
            image.data.set([v, v, v, 255], 4 * (y * WIDTH + x));
          }
        }
      }
    }
    context.putImageData(image, 0, 0);
  }, [maps, filled]);
  return <canvas ref={canvas} className="belt" width={WIDTH} height={HEIGHT} role="img" aria-label={say(passing ? "beltPassing" : "beltEmpty")} title={say(passing ? "beltPassing" : "beltEmpty")} />;
}
