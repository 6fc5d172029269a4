import { onScreen, type Frame, type Maps } from "./display";

/** A closed line on the picture, in pixels of the raster: [column across the belt, row along it]. */
export interface Outline {
  key: string;
  kind: "mark" | "finding" | "draft";
  points: readonly (readonly [number, number])[];
  lit?: boolean;
  label?: string;
}

interface Props {
  outlines: readonly Outline[];
  maps: Maps;
  frame: Frame;
  size: { width: number; height: number };
}

/** Marks and findings over the picture: a dark line with a light rim, so that it is seen on every ground. */
export function Outlines({ outlines, maps, frame, size }: Props) {
  return (
    <svg className="outlines" width={size.width} height={size.height} aria-hidden="true">
      {outlines.map(({ key, kind, points, lit, label }) => {
        const places = points.map(([col, row]) => {
          const { dx, dy } = onScreen(maps, frame, col, row);
          return [dx + size.width / 2, dy + size.height / 2] as const;
        });
        const line = places.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
        const left = Math.min(...places.map(([x]) => x));
        const top = Math.min(...places.map(([, y]) => y));
        return (
          <g key={key} className={lit ? `${kind} lit` : kind}>
            <polygon className="rim" points={line} />
            <polygon points={line} />
            {label && <text x={left} y={top - 5}>{label}</text>}
          </g>
        );
      })}
    </svg>
  );
}
