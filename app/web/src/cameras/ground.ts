import type { Homography, Pair, Point } from "./types";

/** The point a homography leads to, and its weight w, whose sign tells before from behind the horizon. */
export function through(h: Homography, [x, y]: Point): { at: Point; w: number } {
  const row = (i: number) => (h[i]?.[0] ?? 0) * x + (h[i]?.[1] ?? 0) * y + (h[i]?.[2] ?? 0);
  const w = row(2);
  return { at: [row(0) / w, row(1) / w], w };
}

/** The way back: the adjugate, which is the inverse up to a factor that a homography does not care for. */
export function inverse(h: Homography): Homography {
  const [a = 0, b = 0, c = 0] = h[0] ?? [];
  const [d = 0, e = 0, f = 0] = h[1] ?? [];
  const [g = 0, i = 0, j = 0] = h[2] ?? [];
  return [
    [e * j - f * i, c * i - b * j, b * f - c * e],
    [f * g - d * j, a * j - c * g, c * d - a * f],
    [d * i - e * g, b * g - a * i, a * e - b * d],
  ];
}

export interface Ground {
  step_m: number;
  /** Lines in picture pixels. */
  lines: Point[][];
}

const MOST_LINES = 40;
const MARGIN_M = 2;
const PIECES = 60;

/** The floor's squares as the camera sees them around the points it was calibrated by: 1 m wide, wider only where the floor is large. */
export function ground(h: Homography, pairs: readonly Pair[], width_px: number, height_px: number): Ground {
  const xs = pairs.map((pair) => pair.plan_m[0]);
  const ys = pairs.map((pair) => pair.plan_m[1]);
  const [west, east] = [Math.min(...xs) - MARGIN_M, Math.max(...xs) + MARGIN_M];
  const [south, north] = [Math.min(...ys) - MARGIN_M, Math.max(...ys) + MARGIN_M];
  const step_m = [1, 2, 5, 10, 20, 50, 100].find((step) => Math.max(east - west, north - south) / step <= MOST_LINES) ?? 1000;
  const back = inverse(h);
  const first = pairs[0];
  const side = first ? Math.sign(through(back, first.plan_m).w) : 1;
  const seen = (at: Point) => at[0] > -width_px && at[0] < 2 * width_px && at[1] > -height_px && at[1] < 2 * height_px;

  const lines: Point[][] = [];
  const line = (from: Point, to: Point) => {
    let piece: Point[] = [];
    for (let i = 0; i <= PIECES; i++) {
      const t = i / PIECES;
      const { at, w } = through(back, [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])]);
      if (w * side > 0 && seen(at)) {
        piece.push(at);
      } else if (piece.length > 0) {
        lines.push(piece);
        piece = [];
      }
    }
    lines.push(piece);
  };
  const [w, e, s, n] = [Math.floor(west / step_m), Math.ceil(east / step_m), Math.floor(south / step_m), Math.ceil(north / step_m)];
  for (let i = w; i <= e; i++) {
    line([i * step_m, s * step_m], [i * step_m, n * step_m]);
  }
  for (let i = s; i <= n; i++) {
    line([w * step_m, i * step_m], [e * step_m, i * step_m]);
  }
  return { step_m, lines: lines.filter((piece) => piece.length > 1) };
}

/** How many times longer than they are errors are drawn, so that small ones are seen and large ones stay in the picture. */
export function magnification(worst_px: number): number {
  return [20, 10, 5, 2].find((times) => worst_px * times <= 40) ?? 1;
}
