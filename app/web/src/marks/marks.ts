import type { Mark, View } from "../api/types";
import type { Outline } from "../picture/Outlines";
import type { Corner } from "../picture/Picture";

export const MOST_MARKS = 20;
export const LONGEST_NOTE = 200;
const LEAST_PIXELS = 3;

/** A rectangle that is being drawn. */
export interface Draft {
  view: string;
  from: Corner;
  to: Corner;
}

/** The mark of a drawn rectangle; none if it is too small to have been meant. */
export function markOf({ view, from, to }: Draft): Mark | null {
  const mark = {
    view,
    col0: Math.min(from.col, to.col),
    row0: Math.min(from.row, to.row),
    col1: Math.max(from.col, to.col),
    row1: Math.max(from.row, to.row),
    note: "",
  };
  return mark.col1 - mark.col0 < LEAST_PIXELS || mark.row1 - mark.row0 < LEAST_PIXELS ? null : mark;
}

/** A rectangle in the middle of a view, to be moved by keys. */
export function middleOf(view: View): Draft {
  const at = (size: number, part: number) => Math.round(size * part);
  return {
    view: view.name,
    from: { col: at(view.pixels, 0.4), row: at(view.lines, 0.4) },
    to: { col: at(view.pixels, 0.6), row: at(view.lines, 0.6) },
  };
}

/** A draft after an arrow key: moved, or with Shift made wider. On the screen the leading edge is at the right and +y at the top. */
export function nudged(draft: Draft, key: string, size: boolean, view: View): Draft {
  const step = Math.max(1, Math.round(Math.max(view.lines, view.pixels) / 50));
  const row = key === "ArrowRight" ? -step : key === "ArrowLeft" ? step : 0;
  const col = key === "ArrowUp" ? step : key === "ArrowDown" ? -step : 0;
  if (size) {
    const to = { col: clamp(draft.to.col + col, draft.from.col + LEAST_PIXELS, view.pixels), row: clamp(draft.to.row - row, draft.from.row + LEAST_PIXELS, view.lines) };
    return { ...draft, to };
  }
  const byRow = clamp(row, -draft.from.row, view.lines - draft.to.row);
  const byCol = clamp(col, -draft.from.col, view.pixels - draft.to.col);
  const moved = (corner: Corner) => ({ col: corner.col + byCol, row: corner.row + byRow });
  return { ...draft, from: moved(draft.from), to: moved(draft.to) };
}

function clamp(x: number, least: number, most: number): number {
  return Math.min(Math.max(x, least), most);
}

function corners(from: Corner, to: Corner): Outline["points"] {
  return [[from.col, from.row], [to.col, from.row], [to.col, to.row], [from.col, to.row]];
}

/** What is drawn over one view: findings, marks, and the rectangle in hand. */
export function outlinesOf(
  view: string,
  parcel: { marks: readonly Mark[]; findings: readonly { views: { view: string; polygon_px: [number, number][] }[] }[] },
  draft: Draft | null,
  lit: string | null,
): Outline[] {
  const outlines: Outline[] = [];
  parcel.findings.forEach((finding, i) =>
    finding.views
      .filter((shown) => shown.view === view)
      .forEach((shown, k) =>
        outlines.push({ key: `f${i} ${k}`, kind: "finding", points: shown.polygon_px, lit: lit === `f${i}`, label: String.fromCharCode(65 + i) }),
      ),
  );
  parcel.marks.forEach((mark, i) => {
    if (mark.view === view) {
      outlines.push({
        key: `m${i}`,
        kind: "mark",
        points: corners({ col: mark.col0, row: mark.row0 }, { col: mark.col1, row: mark.row1 }),
        lit: lit === `m${i}`,
        label: String(i + 1),
      });
    }
  });
  if (draft?.view === view) {
    outlines.push({ key: "draft", kind: "draft", points: corners(draft.from, draft.to) });
  }
  return outlines;
}
