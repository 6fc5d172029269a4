export interface Grid {
  columns: number;
  rows: number;
}

/** The grid in which `count` pictures of this aspect (width : height), each under a caption, are largest; all lengths in CSS pixels. */
export function grid(count: number, width_px: number, height_px: number, aspect: number, caption_px: number, gap_px: number): Grid {
  let best: Grid = { columns: 1, rows: Math.max(1, count) };
  let bestWidth_px = -Infinity;
  for (let columns = 1; columns <= Math.max(1, count); columns++) {
    const rows = Math.max(1, Math.ceil(count / columns));
    const room_px = (width_px - gap_px * (columns - 1)) / columns;
    const below_px = (height_px - gap_px * (rows - 1)) / rows - caption_px;
    const picture_px = Math.min(room_px, below_px * aspect);
    if (picture_px > bestWidth_px + 0.5) {
      best = { columns, rows };
      bestWidth_px = picture_px;
    }
  }
  return best;
}

/** The largest rectangle of this aspect in a box, in its middle. */
export function fitted(width_px: number, height_px: number, aspect: number): { left_px: number; top_px: number; width_px: number; height_px: number } {
  const across_px = Math.max(0, Math.min(width_px, height_px * aspect));
  const down_px = across_px / aspect;
  return { left_px: (width_px - across_px) / 2, top_px: (height_px - down_px) / 2, width_px: across_px, height_px: down_px };
}

/** The tile that an arrow leads to; the same where there is none. */
export function neighbour(index: number, key: string, columns: number, count: number): number {
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[key] ?? 0;
  const next = index + step;
  if (next < 0) {
    return index;
  }
  // Down from above an empty cell leads to the last tile, which is otherwise out of an arrow's reach.
  return next < count ? next : key === "ArrowDown" && Math.floor(index / columns) < Math.floor((count - 1) / columns) ? count - 1 : index;
}

const LEAST_PX = 160;
const MOST_PX = 1920;
const STEP_PX = 80;

/** The width to ask of the server for a picture this wide on the screen, in steps, so that a dragged window asks seldom. */
export function asked(width_px: number, devicePixels: number): number {
  return Math.min(MOST_PX, Math.max(LEAST_PX, Math.ceil((width_px * devicePixels) / STEP_PX) * STEP_PX));
}
