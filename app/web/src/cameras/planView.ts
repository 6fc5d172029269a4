import type { Point } from "./types";

/** What part of the plan is in sight: its middle in metres, and CSS pixels to a metre. The plan's y goes up. */
export interface PlanView {
  middle_m: Point;
  px_m: number;
}

const LEAST_SPAN_M = 10;
const MARGIN = 1.3;

/** The view in which all points are in sight. */
export function whole(points: readonly Point[], width_px: number, height_px: number): PlanView {
  if (points.length === 0) {
    return { middle_m: [LEAST_SPAN_M / 2, LEAST_SPAN_M / 2], px_m: Math.min(width_px, height_px) / (LEAST_SPAN_M * MARGIN) };
  }
  const [xs, ys] = [points.map((p) => p[0]), points.map((p) => p[1])];
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const across = Math.max(east - west, LEAST_SPAN_M) * MARGIN;
  const up = Math.max(north - south, LEAST_SPAN_M) * MARGIN;
  return { middle_m: [(west + east) / 2, (south + north) / 2], px_m: Math.min(width_px / across, height_px / up) };
}

export function toView({ middle_m, px_m }: PlanView, [x, y]: Point, width_px: number, height_px: number): Point {
  return [width_px / 2 + (x - middle_m[0]) * px_m, height_px / 2 - (y - middle_m[1]) * px_m];
}

/** Back to metres, on whole centimetres. */
export function toPlan({ middle_m, px_m }: PlanView, [u, v]: Point, width_px: number, height_px: number): Point {
  const round = (m: number) => Math.round(m * 100) / 100;
  return [round(middle_m[0] + (u - width_px / 2) / px_m), round(middle_m[1] - (v - height_px / 2) / px_m)];
}

/** The distance of grid lines that leaves at least `least_px` between them. */
export function gridStep_m(px_m: number, least_px: number): number {
  for (let decade = 0.1; decade < 1e5; decade *= 10) {
    for (const times of [1, 2, 5]) {
      if (decade * times * px_m >= least_px) {
        return Number((decade * times).toPrecision(1));
      }
    }
  }
  return 1e5;
}

/** Multiples of a step from one end of the view to the other. */
export function ticks(from: number, to: number, step: number): number[] {
  const found = [];
  for (let i = Math.ceil(from / step); i * step <= to; i++) {
    found.push(Number((i * step).toFixed(6)));
  }
  return found;
}

/** A number as people type it: a comma may stand for the point; null for what is none, or is farther than any plan. */
export function typedMetres(text: string): number | null {
  const value = /^\s*[+-]?(\d+[.,]?\d*|[.,]\d+)\s*$/.test(text) ? Number(text.replace(",", ".")) : NaN;
  return Number.isFinite(value) && Math.abs(value) <= 100_000 ? value : null;
}
