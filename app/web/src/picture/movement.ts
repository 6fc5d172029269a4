import { zoomed, type Frame } from "./display";

const ZOOM_STEP = 2;
const PAN_STEP = 0.2;

/** What a key asks of a picture; `n` counts up with every key press. */
export interface Movement {
  n: number;
  name: "fit" | "zoomIn" | "zoomOut" | "panLeft" | "panRight" | "panUp" | "panDown";
}

/** The frame after a key: zoom about the pointer, or a step aside. */
export function moved(
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
