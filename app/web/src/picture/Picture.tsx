import { useEffect, useLayoutEffect, useRef, useState, type PointerEvent, type WheelEvent } from "react";
import type { Say } from "../i18n/language";
import { fit, length_mm, OPAQUE, sampleAt, width_mm, zoomed, type Display, type Frame, type Maps } from "./display";
import { drawOverview, Renderer } from "./renderer";

const OVERVIEW_WIDTH = 150;
const SCALE_LENGTHS_MM = [5, 10, 20, 50, 100, 200];

interface Props {
  maps: Maps;
  title: string;
  display: Display;
  /** Counts up when the officer asks for the whole parcel. */
  fitRequest: number;
  say: Say;
}

/** One view: the picture, and on it the belt's direction, a scale, a read-out under the pointer, an overview when zoomed. */
export function Picture({ maps, title, display, fitRequest, say }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const overview = useRef<HTMLCanvasElement>(null);
  const renderer = useRef<Renderer | null>(null);
  const dragged = useRef<{ x: number; y: number } | null>(null);
  const [size, setSize] = useState({ width: 800, height: 500 });
  const [zoomFrame, setZoomFrame] = useState<Frame | null>(null);
  const [pointer, setPointer] = useState<{ dx: number; dy: number } | null>(null);
  const [failed, setFailed] = useState(false);

  const whole = fit(maps, size.width, size.height);
  const frame = zoomFrame ?? whole;

  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element) {
      return undefined;
    }
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    const lost = (event: Event) => event.preventDefault();
    const restored = () => setRendererGeneration((n) => n + 1);
    element.addEventListener("webglcontextlost", lost);
    element.addEventListener("webglcontextrestored", restored);
    return () => {
      observer.disconnect();
      element.removeEventListener("webglcontextlost", lost);
      element.removeEventListener("webglcontextrestored", restored);
    };
  }, []);

  const [rendererGeneration, setRendererGeneration] = useState(0);
  const created = useRef(-1);

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
      setFailed(false);
    } catch {
      setFailed(true);
    }
    setZoomFrame(null);
    if (overview.current) {
      drawOverview(overview.current, maps, OVERVIEW_WIDTH);
    }
  }, [maps, rendererGeneration]);

  useEffect(() => setZoomFrame(null), [fitRequest]);

  useLayoutEffect(() => {
    renderer.current?.draw(maps, display, frame);
  });

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
    <div className={display.mode === "negative" ? "view dark-ground" : "view"}>
      <canvas
        ref={canvas}
        className="picture"
        data-testid="picture"
        aria-label={title}
        onWheel={onWheel}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setPointer(null)}
        onPointerDown={(event) => {
          dragged.current = { x: event.clientX, y: event.clientY };
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerUp={() => (dragged.current = null)}
      />
      {failed && <div className="empty" role="alert">{say("noWebgl")}</div>}
      <div className="chip top-left">
        {title} · {say("beltDirection")}
      </div>
      <div className="chip readout">
        <ReadOut maps={maps} frame={frame} pointer={pointer} say={say} />
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

function windowInOverview(maps: Maps, frame: Frame, size: { width: number; height: number }) {
  const perMm = OVERVIEW_WIDTH / length_mm(maps);
  const left = Math.max(0, (frame.centreX_mm - size.width / 2 / frame.scale) * perMm);
  const right = Math.min(OVERVIEW_WIDTH, (frame.centreX_mm + size.width / 2 / frame.scale) * perMm);
  const tall = width_mm(maps) * perMm;
  const top = Math.max(0, tall - (frame.centreY_mm + size.height / 2 / frame.scale) * perMm);
  const bottom = Math.min(tall, tall - (frame.centreY_mm - size.height / 2 / frame.scale) * perMm);
  return { left, top, width: Math.max(4, right - left), height: Math.max(4, bottom - top) };
}

function ReadOut({ maps, frame, pointer, say }: { maps: Maps; frame: Frame; pointer: { dx: number; dy: number } | null; say: Say }) {
  const sample = pointer && sampleAt(maps, frame, pointer.dx, pointer.dy);
  if (!sample) {
    return <span className="quiet">{say("pointHint")}</span>;
  }
  const at = sample.line * maps.pixels + sample.pixel;
  const attenuation = maps.attenuation[at] ?? 0;
  const zeff = maps.zeff[at] ?? 0;
  const transmission =
    attenuation >= OPAQUE ? say("opaque") : `${(100 * Math.exp(-attenuation)).toPrecision(3)} %`;
  return (
    <>
      {say("transmission")} {transmission} · {say("zeff")} {zeff > 0 ? zeff.toFixed(1) : say("unknown")}
    </>
  );
}
