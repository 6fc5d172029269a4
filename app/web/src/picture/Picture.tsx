import { useEffect, useLayoutEffect, useRef, useState, type PointerEvent, type WheelEvent } from "react";
import type { Say } from "../i18n/language";
import {
  fit, length_mm, NO_END, OPAQUE, sampleAt, width_mm, zoomed, type Display, type Frame, type Maps, type Range,
} from "./display";
import { drawOverview, Renderer } from "./renderer";

const OVERVIEW_WIDTH = 150;
const SCALE_LENGTHS_MM = [5, 10, 20, 50, 100, 200];

const ZOOM_STEP = 2;
const PAN_STEP = 0.2;

/** What a key asks of a picture; `n` counts up with every key press. */
export interface Movement {
  n: number;
  name: "fit" | "zoomIn" | "zoomOut" | "panLeft" | "panRight" | "panUp" | "panDown";
}

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
  say: Say;
}

/** One view: the picture, and on it the belt's direction, a scale, a read-out under the pointer, an overview when zoomed. */
export function Picture({ maps, title, display, movement, addressed, onPointer, onVisible, say }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const overview = useRef<HTMLCanvasElement>(null);
  const renderer = useRef<Renderer | null>(null);
  const dragged = useRef<{ x: number; y: number } | null>(null);
  const [size, setSize] = useState({ width: 800, height: 500 });
  const [zoomFrame, setZoomFrame] = useState<Frame | null>(null);
  const [pointer, setPointer] = useState<{ dx: number; dy: number } | null>(null);
  const [failed, setFailed] = useState(false);
  const [lost, setLost] = useState(false);
  const [rendererGeneration, setRendererGeneration] = useState(0);
  const created = useRef(-1);
  const obeyed = useRef(movement.n);

  const whole = fit(maps, size.width, size.height);
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
    renderer.current?.draw(maps, display, frame);
  }, [maps, display, frame.centreX_mm, frame.centreY_mm, frame.scale, size, rendererGeneration]);

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
    setPointer(place(event));
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
        aria-label={title}
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
          dragged.current = { x: event.clientX, y: event.clientY };
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerUp={() => (dragged.current = null)}
      />
      {!visible && <div className="empty" role="alert" data-testid="picture-hidden">{say(lost ? "pictureLost" : "noWebgl")}</div>}
      <div className="chips">
        <div className="chip">
          {title === "top" ? say("viewTop") : title === "side" ? say("viewSide") : title} · {say("beltDirection")}
        </div>
        {display.densityAlert && <div className="chip alarm" role="status">{alertText(display.densityAlert, say)}</div>}
      </div>
      <div className="chip readout">
        <ReadOut maps={maps} display={display} frame={frame} pointer={pointer} say={say} />
      </div>
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

/** The frame after a key: zoom about the pointer, or a step aside. */
function moved(
  frame: Frame,
  whole: Frame,
  name: Movement["name"],
  pointer: { dx: number; dy: number },
  size: { width: number; height: number },
): Frame {
  const aside = (x: number, y: number) =>
    frame.scale === whole.scale
      ? whole
      : {
          ...frame,
          centreX_mm: frame.centreX_mm + (x * PAN_STEP * size.width) / frame.scale,
          centreY_mm: frame.centreY_mm + (y * PAN_STEP * size.height) / frame.scale,
        };
  switch (name) {
    case "fit":
      return whole;
    case "zoomIn":
      return zoomed(frame, whole, ZOOM_STEP, pointer.dx, pointer.dy);
    case "zoomOut":
      return zoomed(frame, whole, 1 / ZOOM_STEP, pointer.dx, pointer.dy);
    case "panLeft":
      return aside(-1, 0);
    case "panRight":
      return aside(1, 0);
    case "panUp":
      return aside(0, 1);
    case "panDown":
      return aside(0, -1);
  }
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

/** How thick the commonest stuff of that kind would be. */
function thickness(areal_g_cm2: number, zeff: number, display: Display, say: Say): string {
  const mm = (density_g_cm3: number) => ((10 * Math.max(0, areal_g_cm2)) / density_g_cm3).toPrecision(2);
  if (zeff < display.bands.organicTo) {
    return say("mmWater", Number(mm(1)));
  }
  return zeff < display.bands.mixedTo ? say("mmAluminium", Number(mm(2.7))) : say("mmSteel", Number(mm(7.87)));
}

interface ReadOutProps {
  maps: Maps;
  display: Display;
  frame: Frame;
  pointer: { dx: number; dy: number } | null;
  say: Say;
}

function ReadOut({ maps, display, frame, pointer, say }: ReadOutProps) {
  const sample = pointer && sampleAt(maps, frame, pointer.dx, pointer.dy);
  if (!sample) {
    return <span className="quiet">{say("pointHint")}</span>;
  }
  const at = sample.line * maps.pixels + sample.pixel;
  const attenuation = maps.attenuation[at] ?? 0;
  const zeff = maps.zeff[at] ?? 0;
  const areal = maps.arealDensity[at] ?? NaN;
  const transmission =
    attenuation >= OPAQUE ? say("opaque") : `${(100 * Math.exp(-attenuation)).toPrecision(3)} %`;
  return (
    <>
      <span>{say("transmission")} {transmission}</span> · <span>{say("zeff")} {zeff > 0 ? zeff.toFixed(1) : say("unknown")}</span> ·{" "}
      <span>
        {say("arealDensity")} {Number.isNaN(areal) ? say("unknown") : `${Math.max(0, areal).toFixed(2)} g/cm²`}
        {!Number.isNaN(areal) && zeff > 0 && ` ${thickness(areal, zeff, display, say)}`}
      </span>
    </>
  );
}
