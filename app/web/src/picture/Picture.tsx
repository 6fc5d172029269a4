import { useEffect, useLayoutEffect, useRef, useState, type PointerEvent, type ReactNode, type WheelEvent } from "react";
import type { Say } from "../i18n/language";
import {
  fit, length_mm, NO_END, onRaster, width_mm, zoomed, type Display, type Frame, type Maps, type Range, type Room, type Scatter,
} from "./display";
import { moved, type Movement } from "./movement";
import { Outlines, type Outline } from "./Outlines";
import { ReadOut } from "./ReadOut";
import { drawOverview, Renderer } from "./renderer";

const OVERVIEW_WIDTH = 150;
const SCALE_LENGTHS_MM = [5, 10, 20, 50, 100, 200];

interface Props {
  maps: Maps;
  title: string;
  display: Display;
  movement: Movement;
  /** Whether keys are meant for this view. */
  addressed: boolean;
  onPointer: (inside: boolean) => void;
  /** Hears whether the officer can see the picture. */
  onVisible: (visible: boolean) => void;
  /** Lines that have come, while the parcel still passes; a change draws what is new. */
  grown?: number | undefined;
  /** What else must fit, where two pictures have one scale. */
  room?: Room | null;
  outlines?: readonly Outline[];
  /** While a mark is drawn, the pointer draws: hears the rectangle's corners, and whether it is finished. */
  onRectangle?: ((from: Corner, to: Corner, finished: boolean) => void) | null;
  /** Chips below the view's name. */
  children?: ReactNode;
  say: Say;
}

/** A corner on the raster. */
export interface Corner {
  col: number;
  row: number;
}

const NO_OUTLINES: readonly Outline[] = [];

/** One view: the picture, and on it the belt's direction, a scale, a read-out under the pointer, an overview when zoomed. */
export function Picture({
  maps, title, display, movement, addressed, onPointer, onVisible, grown, room = null, outlines = NO_OUTLINES, onRectangle = null, children, say,
}: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const overview = useRef<HTMLCanvasElement>(null);
  const renderer = useRef<Renderer | null>(null);
  const dragged = useRef<{ x: number; y: number } | null>(null);
  const corner = useRef<Corner | null>(null);
  const [size, setSize] = useState({ width: 800, height: 500 });
  const [zoomFrame, setZoomFrame] = useState<Frame | null>(null);
  const [pointer, setPointer] = useState<{ dx: number; dy: number } | null>(null);
  const [failed, setFailed] = useState(false);
  const [lost, setLost] = useState(false);
  const [rendererGeneration, setRendererGeneration] = useState(0);
  const created = useRef(-1);
  const obeyed = useRef(movement.n);

  const whole = fit(maps, size.width, size.height, room);
  const frame = zoomFrame ?? whole;
  const visible = !failed && !lost;

  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element) {
      return undefined;
    }
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    const onLost = (event: Event) => {
      event.preventDefault(); // asks the browser to bring it back
      setLost(true);
    };
    const onRestored = () => {
      setLost(false);
      setRendererGeneration((n) => n + 1);
    };
    element.addEventListener("webglcontextlost", onLost);
    element.addEventListener("webglcontextrestored", onRestored);
    return () => {
      observer.disconnect();
      element.removeEventListener("webglcontextlost", onLost);
      element.removeEventListener("webglcontextrestored", onRestored);
    };
  }, []);

  useLayoutEffect(() => {
    onVisible(visible);
    return () => onVisible(false);
  }, [visible, onVisible]);

  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element) {
      return;
    }
    try {
      if (created.current !== rendererGeneration) {
        renderer.current = new Renderer(element);
        created.current = rendererGeneration;
      }
      renderer.current?.load(maps);
      setLost(renderer.current?.lost() ?? false);
      setFailed(false);
    } catch {
      renderer.current = null;
      setFailed(true);
    }
    setZoomFrame(null);
    if (overview.current) {
      drawOverview(overview.current, maps, OVERVIEW_WIDTH);
    }
  }, [maps, rendererGeneration]);

  useEffect(() => {
    if (addressed && movement.n !== obeyed.current) {
      const next = moved(frame, whole, movement.name, pointer ?? { dx: 0, dy: 0 }, size);
      setZoomFrame(next === whole ? null : next);
    }
    obeyed.current = movement.n;
  }, [movement.n]);

  useLayoutEffect(() => {
    renderer.current?.grow(maps);
    renderer.current?.draw(maps, display, frame);
  }, [maps, grown, display, frame.centreX_mm, frame.centreY_mm, frame.scale, size, rendererGeneration]);

  const place = (event: PointerEvent | WheelEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { dx: event.clientX - box.left - box.width / 2, dy: event.clientY - box.top - box.height / 2 };
  };
  const onWheel = (event: WheelEvent) => {
    const { dx, dy } = place(event);
    const next = zoomed(frame, whole, Math.exp(-event.deltaY * 0.0015), dx, dy);
    setZoomFrame(next === whole ? null : next);
  };
  const onPointerMove = (event: PointerEvent) => {
    const { dx, dy } = place(event);
    setPointer({ dx, dy });
    if (corner.current && onRectangle) {
      onRectangle(corner.current, onRaster(maps, frame, dx, dy), false);
      return;
    }
    const from = dragged.current;
    if (from && zoomFrame) {
      setZoomFrame({
        ...zoomFrame,
        centreX_mm: zoomFrame.centreX_mm - (event.clientX - from.x) / zoomFrame.scale,
        centreY_mm: zoomFrame.centreY_mm + (event.clientY - from.y) / zoomFrame.scale,
      });
      dragged.current = { x: event.clientX, y: event.clientY };
    }
  };

  const bar_mm = SCALE_LENGTHS_MM.filter((mm) => mm * frame.scale <= 160).at(-1) ?? 5;
  return (
    <div className={display.negative ? "view dark-ground" : "view"}>
      <canvas
        ref={canvas}
        className="picture"
        data-testid="picture"
        role="img"
        aria-label={viewName(title, say)}
        onWheel={onWheel}
        onPointerMove={onPointerMove}
        data-display={JSON.stringify(display)}
        data-frame={JSON.stringify(frame)}
        onPointerEnter={() => onPointer(true)}
        onPointerLeave={() => {
          setPointer(null);
          onPointer(false);
        }}
        onPointerDown={(event) => {
          const { dx, dy } = place(event);
          corner.current = onRectangle ? onRaster(maps, frame, dx, dy) : null;
          dragged.current = { x: event.clientX, y: event.clientY };
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerUp={(event) => {
          const { dx, dy } = place(event);
          if (corner.current && onRectangle) {
            onRectangle(corner.current, onRaster(maps, frame, dx, dy), true);
          }
          corner.current = null;
          dragged.current = null;
        }}
      />
      {outlines.length > 0 && <Outlines outlines={outlines} maps={maps} frame={frame} size={size} />}
      {!visible && <div className="empty" role="alert" data-testid="picture-hidden">{say(lost ? "pictureLost" : "noWebgl")}</div>}
      <div className="chips">
        <div className="chip">
          {viewName(title, say)}{maps.scatter && display.scatter !== "off" ? ` · ${scatterName(display.scatter, say)}` : ""} · {say("beltDirection")}
        </div>
        {children}
        {display.densityAlert && <div className="chip alarm" role="status">{alertText(display.densityAlert, say)}</div>}
      </div>
      <ReadOut maps={maps} display={display} frame={frame} pointer={pointer} say={say} />
      <div className="chip scale">
        {bar_mm} mm{zoomFrame ? ` · ${say("zoom")} ${(frame.scale / whole.scale).toFixed(1)}×` : ""}
        <i style={{ width: bar_mm * frame.scale }} />
      </div>
      <div className="overview" hidden={!zoomFrame}>
        <canvas ref={overview} />
        {zoomFrame && <span style={windowInOverview(maps, frame, size)} />}
      </div>
    </div>
  );
}

function alertText(range: Range, say: Say): string {
  return range.high >= NO_END
    ? say("densityAlert", range.low.toFixed(2))
    : say("densityAlertRange", range.low.toFixed(2), range.high.toFixed(2));
}

function windowInOverview(maps: Maps, frame: Frame, size: { width: number; height: number }) {
  const perMm = OVERVIEW_WIDTH / length_mm(maps);
  const left = Math.max(0, (frame.centreX_mm - size.width / 2 / frame.scale) * perMm);
  const right = Math.min(OVERVIEW_WIDTH, (frame.centreX_mm + size.width / 2 / frame.scale) * perMm);
  const tall = width_mm(maps) * perMm;
  const top = Math.max(0, tall - (frame.centreY_mm + size.height / 2 / frame.scale) * perMm);
  const bottom = Math.min(tall, tall - (frame.centreY_mm - size.height / 2 / frame.scale) * perMm);
  return { left, top, width: Math.max(4, right - left), height: Math.max(4, bottom - top) };
}

/** What officers call a scatter picture. */
function scatterName(scatter: Scatter, say: Say): string {
  const names = {
    off: "transmission", back_top: "fnScatterTop", back_bottom: "fnScatterBottom", forward: "fnScatterForward",
    overlay: "fnOverlay", difference: "fnDifference",
  } as const;
  return say(names[scatter]);
}

/** What officers call a view. */
export function viewName(name: string, say: Say): string {
  return name === "top" ? say("viewTop") : name === "side" ? say("viewSide") : name;
}
