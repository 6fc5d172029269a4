import type { TextKey } from "../i18n/en";
import type { Point, Zone } from "./types";

export const LEAST_POINTS = 3;
export const MOST_POINTS = 32;
export const MOST_ZONES = 16;
export const MOST_LETTERS = 60;

/** Twice the signed area of the triangle a, b, c. */
function turn(a: Point, b: Point, c: Point): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

function between(a: Point, b: Point, p: Point): boolean {
  return Math.min(a[0], b[0]) <= p[0] && p[0] <= Math.max(a[0], b[0]) && Math.min(a[1], b[1]) <= p[1] && p[1] <= Math.max(a[1], b[1]);
}

/** Whether two line segments have a point in common. */
export function meet(a: Point, b: Point, c: Point, d: Point): boolean {
  const [abc, abd, cda, cdb] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (abc * abd < 0 && cda * cdb < 0) {
    return true;
  }
  return (abc === 0 && between(a, b, c)) || (abd === 0 && between(a, b, d)) || (cda === 0 && between(c, d, a)) || (cdb === 0 && between(c, d, b));
}

/** Whether the closed line crosses or touches itself, or turns back on itself. */
export function crossing(points: readonly Point[]): boolean {
  const n = points.length;
  const at = (i: number) => points[i % n] as Point;
  for (let i = 0; i < n; i++) {
    const [a, b, c] = [at(i), at(i + 1), at(i + 2)];
    if ((a[0] === b[0] && a[1] === b[1]) || (turn(a, b, c) === 0 && (between(a, b, c) || between(b, c, a)))) {
      return true;
    }
    for (let j = i + 2; j < n; j++) {
      if ((j + 1) % n !== i && meet(a, b, at(j), at(j + 1))) {
        return true;
      }
    }
  }
  return false;
}

/** Why a zone cannot be stored; null where it can. */
export function problem(zone: Zone, width_px: number, height_px: number): TextKey | null {
  const letters = [...zone.title.trim()].length;
  if (letters === 0 || letters > MOST_LETTERS) {
    return "zoneUnnamed";
  }
  if (zone.points_px.length < LEAST_POINTS || zone.points_px.length > MOST_POINTS) {
    return "zonePoints";
  }
  if (zone.points_px.some(([x, y]) => x < 0 || y < 0 || x > width_px || y > height_px)) {
    return "zoneOutside";
  }
  return crossing(zone.points_px) ? "zoneCrossing" : null;
}

/** A point within the picture, on whole pixels. */
export function within([x, y]: Point, width_px: number, height_px: number): Point {
  return [Math.min(width_px, Math.max(0, Math.round(x))), Math.min(height_px, Math.max(0, Math.round(y)))];
}

export function moved(points: readonly Point[], index: number, to: Point): Point[] {
  return points.map((point, i) => (i === index ? to : point));
}

export function without(points: readonly Point[], index: number): Point[] {
  return points.filter((_, i) => i !== index);
}

/** With a point more between `index` and the one after it. */
export function inserted(points: readonly Point[], index: number, point: Point): Point[] {
  return [...points.slice(0, index + 1), point, ...points.slice(index + 1)];
}

export function middles(points: readonly Point[]): Point[] {
  return points.map(([x, y], i) => {
    const [u, v] = points[(i + 1) % points.length] as Point;
    return [(x + u) / 2, (y + v) / 2];
  });
}

/** Where the name of a zone stands: the centre of its area, or of its points where there is none. */
export function centre(points: readonly Point[]): Point {
  let area = 0;
  let x = 0;
  let y = 0;
  points.forEach(([a, b], i) => {
    const [c, d] = points[(i + 1) % points.length] as Point;
    const cross = a * d - c * b;
    area += cross;
    x += (a + c) * cross;
    y += (b + d) * cross;
  });
  if (Math.abs(area) < 1e-9) {
    const n = Math.max(1, points.length);
    return [points.reduce((sum, p) => sum + p[0], 0) / n, points.reduce((sum, p) => sum + p[1], 0) / n];
  }
  return [x / (3 * area), y / (3 * area)];
}
