import { useEffect, useRef, useState, type ReactNode } from "react";
import type { Feed } from "./feed";
import { fitted } from "./grid";
import type { LiveHeader } from "./message";
import type { Camera } from "./types";
import { useSize } from "./useSize";

const USUAL_ASPECT = 4 / 3;
const SMALL_PX = 400;

interface Props {
  feed: Feed;
  camera: Pick<Camera, "name" | "state" | "width_px" | "height_px">;
  label: string;
  /** Frames around people are drawn. */
  boxes: boolean;
  /** What is shown is not how it is now. */
  old: boolean;
  onHeader: (header: LiveHeader) => void;
  /** What lies over the picture; told how many CSS pixels a pixel of the picture has. */
  children?: (scale: number) => ReactNode;
}

/** The newest picture of a camera, as large as its place allows, with quiet frames around those who are followed. */
export function LivePicture({ feed, camera, label, boxes, old, onHeader, children }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(place);
  const [shape, setShape] = useState<{ width: number; height: number } | null>(null);
  const newest = useRef<{ bitmap: ImageBitmap; header: LiveHeader } | null>(null);
  const hear = useRef(onHeader);
  hear.current = onHeader;

  const width = shape?.width ?? camera.width_px ?? 0;
  const height = shape?.height ?? camera.height_px ?? 0;
  const rectangle = size && fitted(size.width_px, size.height_px, width > 0 && height > 0 ? width / height : USUAL_ASPECT);
  const width_px = rectangle?.width_px ?? 0;
  const height_px = rectangle?.height_px ?? 0;

  const draw = useRef(() => {});
  draw.current = () => {
    if (canvas.current && newest.current && width_px > 0) {
      paint(canvas.current, newest.current.bitmap, newest.current.header, width_px, height_px, boxes);
    }
  };
  useEffect(() => draw.current(), [width_px, height_px, boxes]);

  useEffect(() => {
    let gone = false;
    let waiting: { jpeg: Uint8Array<ArrayBuffer>; header: LiveHeader } | null = null;
    let busy = false;
    const next = async () => {
      busy = true;
      while (waiting && !gone) {
        const { jpeg, header } = waiting;
        waiting = null; // a picture that comes meanwhile replaces the one that waits
        try {
          const bitmap = await createImageBitmap(new Blob([jpeg], { type: "image/jpeg" }));
          if (gone) {
            bitmap.close();
            return;
          }
          newest.current?.bitmap.close();
          newest.current = { bitmap, header };
          setShape((now) => (now?.width === header.width_px && now.height === header.height_px ? now : { width: header.width_px, height: header.height_px }));
          draw.current();
        } catch {
          // a picture that cannot be read is followed by another
        }
      }
      busy = false;
    };
    const off = feed.on(camera.name, ({ header, jpeg }) => {
      hear.current(header);
      if (jpeg) {
        waiting = { jpeg, header };
        if (!busy) {
          void next();
        }
      }
    });
    return () => {
      gone = true;
      off();
      newest.current?.bitmap.close();
      newest.current = null;
    };
  }, [feed, camera.name]);

  return (
    <div className="place" ref={place}>
      {rectangle && (
        <div
          className={`live ${shape ? "" : camera.state === "live" || camera.state === "connecting" ? "skeleton" : "blank"} ${old && shape ? "old" : ""}`}
          style={{ left: rectangle.left_px, top: rectangle.top_px, width: width_px, height: height_px }}
        >
          <canvas ref={canvas} role="img" aria-label={label} data-testid="camera-picture" />
          {width > 0 && children?.(width_px / width)}
        </div>
      )}
    </div>
  );
}

function paint(canvas: HTMLCanvasElement, bitmap: ImageBitmap, header: LiveHeader, width_px: number, height_px: number, boxes: boolean): void {
  const dense = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(width_px * dense), Math.round(height_px * dense)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  const pen = canvas.getContext("2d", { alpha: false });
  if (!pen) {
    return;
  }
  pen.drawImage(bitmap, 0, 0, w, h);
  canvas.dataset.sequence = String(header.sequence); // so that what is on the screen can be told from outside
  if (!boxes || header.width_px <= 0) {
    return;
  }
  const scale = w / header.width_px;
  const style = getComputedStyle(canvas);
  const letter = Math.round((width_px < SMALL_PX ? 10 : 12) * dense);
  pen.font = `${letter}px ${style.fontFamily}`;
  pen.textBaseline = "top";
  pen.lineWidth = dense;
  for (const track of header.tracks) {
    const [x, y] = [Math.round(track.x * scale) + 0.5, Math.round(track.y * scale) + 0.5];
    pen.strokeStyle = style.getPropertyValue("--track");
    pen.strokeRect(x, y, Math.round(track.w * scale), Math.round(track.h * scale));
    const number = String(track.id);
    const plate = pen.measureText(number).width + 4 * dense;
    const top = y - letter - 2 * dense < 0 ? y : y - letter - 2 * dense;
    pen.fillStyle = style.getPropertyValue("--track-plate");
    pen.fillRect(x - 0.5, top, plate, letter + 2 * dense);
    pen.fillStyle = style.getPropertyValue("--track");
    pen.fillText(number, x + 1.5 * dense, top + 1.5 * dense);
  }
}
