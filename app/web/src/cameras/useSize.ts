import { useEffect, useState, type RefObject } from "react";

export interface Size {
  width_px: number;
  height_px: number;
}

/** The inner size of an element in CSS pixels, as it changes; null before it is known. */
export function useSize(element: RefObject<Element | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useEffect(() => {
    const watched = element.current;
    if (!watched) {
      return undefined;
    }
    const observer = new ResizeObserver(([entry]) => entry && setSize({ width_px: entry.contentRect.width, height_px: entry.contentRect.height }));
    observer.observe(watched);
    return () => observer.disconnect();
  }, []);
  return size;
}
