import { centre } from "./polygon";
import type { Zone } from "./types";

interface Props {
  zones: readonly Zone[];
  scale: number;
  chosen?: number | null;
}

/** Zones over the picture, with their names. */
export function ZoneShapes({ zones, scale, chosen = null }: Props) {
  return (
    <g className="zones" aria-hidden="true">
      {zones.map((zone, i) => {
        const points = zone.points_px.map((point) => point.join()).join(" ");
        const [x, y] = centre(zone.points_px);
        return (
          <g key={i} className={chosen === i ? "chosen" : ""} data-testid="zone-shape">
            <polygon points={points} className="rim" />
            <polygon points={points} />
            <text x={x} y={y} fontSize={13 / scale} textAnchor="middle" strokeWidth={3 / scale}>{zone.title}</text>
          </g>
        );
      })}
    </g>
  );
}
