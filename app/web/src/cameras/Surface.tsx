import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import { within } from "./polygon";
import type { Point } from "./types";

const FAR = 10;
const DRAGGED_PX = 4;
const ARROWS: Record<string, Point> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function arrow(event: KeyboardEvent, scale: number): Point | null {
  const way = event.ctrlKey || event.metaKey || event.altKey ? undefined : ARROWS[event.key];
  const step = event.shiftKey ? 1 : Math.max(1, Math.round(FAR / scale));
  return way ? [way[0] * step, way[1] * step] : null;
}

function pointed(event: { clientX: number; clientY: number }, svg: SVGSVGElement): Point {
  const matrix = svg.getScreenCTM()?.inverse();
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
  return [x, y];
}

interface Props {
  width_px: number;
  height_px: number;
  /** CSS pixels to a pixel of the picture. */
  scale: number;
  label: string;
  className?: string;
  /** A place was clicked, or chosen by arrows and Enter; absent where nothing can be drawn. */
  onPoint?: (point: Point) => void;
  /** The ground is dragged, by so many units. */
  onDrag?: (by: Point) => void;
  children: ReactNode;
}

/** A picture to point at, with pointer or keys, in its own pixels. */
export function Surface({ width_px, height_px, scale, label, className = "", onPoint, onDrag, children }: Props) {
  const [cursor, setCursor] = useState<Point | null>(null);
  const drag = useRef<{ last: Point; far: number } | null>(null);
  const onKeyDown = (event: KeyboardEvent<SVGSVGElement>) => {
    if (event.target !== event.currentTarget || !onPoint) {
      return;
    }
    const by = arrow(event, scale);
    const at = cursor ?? [width_px / 2, height_px / 2];
    if (by) {
      setCursor(within([at[0] + by[0], at[1] + by[1]], width_px, height_px));
    } else if (event.key === "Enter" || event.key === " ") {
      onPoint(within(at, width_px, height_px));
    } else {
      return;
    }
    event.preventDefault();
  };
  const onPointerMove = (event: PointerEvent<SVGSVGElement>) => {
    if (!drag.current || !onDrag) {
      return;
    }
    const at: Point = [event.clientX, event.clientY];
    const by: Point = [(at[0] - drag.current.last[0]) / scale, (at[1] - drag.current.last[1]) / scale];
    drag.current = { last: at, far: drag.current.far + Math.hypot(by[0], by[1]) * scale };
    if (drag.current.far > DRAGGED_PX) {
      onDrag(by);
    }
  };
  return (
    <svg
      className={`surface ${className}`}
      viewBox={`0 0 ${width_px} ${height_px}`}
      role="application"
      aria-label={label}
      tabIndex={onPoint ? 0 : -1}
      onKeyDown={onKeyDown}
      onFocus={(event) => event.target === event.currentTarget && event.currentTarget.matches(":focus-visible") && setCursor((at) => at ?? [width_px / 2, height_px / 2])}
      onBlur={(event) => event.target === event.currentTarget && setCursor(null)}
      onPointerDown={(event) => void (drag.current = onDrag ? { last: [event.clientX, event.clientY], far: 0 } : null)}
      onPointerMove={onPointerMove}
      onPointerUp={() => window.setTimeout(() => (drag.current = null))}
      onClick={(event) => {
        setCursor(null);
        if ((drag.current?.far ?? 0) <= DRAGGED_PX) {
          onPoint?.(within(pointed(event, event.currentTarget), width_px, height_px));
        }
      }}
    >
      {children}
      {cursor && (
        <g className="cursor" aria-hidden="true">
          <path d={`M${cursor[0] - 12 / scale} ${cursor[1]}h${24 / scale}M${cursor[0]} ${cursor[1] - 12 / scale}v${24 / scale}`} className="rim" />
          <path d={`M${cursor[0] - 12 / scale} ${cursor[1]}h${24 / scale}M${cursor[0]} ${cursor[1] - 12 / scale}v${24 / scale}`} />
        </g>
      )}
    </svg>
  );
}

interface HandleProps {
  at: Point;
  scale: number;
  width_px: number;
  height_px: number;
  label: string;
  /** A handle for the pointer alone: what it does, keys do elsewhere. */
  quiet?: boolean;
  className?: string;
  testId?: string;
  /** Where it is moved to; moves of one drag have one name. */
  onMove: (to: Point, by: string) => void;
  onRemove?: () => void;
  onChoose?: () => void;
  children?: ReactNode;
}

let drags = 0;

/** A point that can be dragged, moved by arrows and removed. */
export function Handle({ at, scale, width_px, height_px, label, quiet = false, className = "", testId, onMove, onRemove, onChoose, children }: HandleProps) {
  const held = useRef<string | null>(null);
  const onKeyDown = (event: KeyboardEvent<SVGGElement>) => {
    const by = arrow(event, scale);
    if (by) {
      onMove(within([at[0] + by[0], at[1] + by[1]], width_px, height_px), `keys ${label}`);
    } else if ((event.key === "Delete" || event.key === "Backspace") && onRemove) {
      onRemove();
    } else if ((event.key === "Enter" || event.key === " ") && onChoose) {
      onChoose();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <g
      className={`handle ${quiet ? "between" : ""} ${className}`}
      {...(quiet ? { "aria-hidden": true } : { role: "button", tabIndex: 0, "aria-label": label })}
      data-testid={testId}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        held.current = `drag ${++drags}`;
        onChoose?.();
      }}
      onPointerMove={(event) => {
        const svg = event.currentTarget.ownerSVGElement;
        if (held.current && svg && event.buttons > 0) {
          onMove(within(pointed(event, svg), width_px, height_px), held.current);
        }
      }}
      onPointerUp={() => (held.current = null)}
      onClick={(event) => event.stopPropagation()}
    >
      <circle className="reach" cx={at[0]} cy={at[1]} r={12 / scale} />
      <circle className="rim" cx={at[0]} cy={at[1]} r={(quiet ? 3 : 5) / scale} />
      <circle className="dot" cx={at[0]} cy={at[1]} r={(quiet ? 3 : 5) / scale} />
      {children}
    </g>
  );
}
