/** The display equation's constants and controls; the Java reference is PictureFunctions in xray.imaging. */
export type Mode = "material" | "bw" | "negative";

export interface Display {
  mode: Mode;
  /** v = exp(−gamma · A): less looks deeper. */
  gamma: number;
}

export const NEUTRAL: Display = { mode: "material", gamma: 0.55 };
export const HIGH_PENETRATION = 0.25;
export const LOW_PENETRATION = 1.1;
export const GAMMA_STEP = 1.2;
export const GAMMA_LEAST = 0.08;
export const GAMMA_MOST = 3;

/** Attenuation from which a pixel counts as opaque. */
export const OPAQUE = 12;

/** One view's maps as the server sends them: row 0 is the leading edge, columns increase with +y. */
export interface Maps {
  lines: number;
  pixels: number;
  linePitch_mm: number;
  pixelPitch_mm: number;
  attenuation: Float32Array;
  /** 0 = cannot be known. */
  zeff: Float32Array;
}

/** What part of the picture the screen shows: the picture's point (mm) at the screen's middle, and pixels per mm. */
export interface Frame {
  centreX_mm: number;
  centreY_mm: number;
  scale: number;
}

export function length_mm(maps: Maps): number {
  return maps.lines * maps.linePitch_mm;
}

export function width_mm(maps: Maps): number {
  return maps.pixels * maps.pixelPitch_mm;
}

/** The frame that shows the whole picture. */
export function fit(maps: Maps, screenWidth: number, screenHeight: number): Frame {
  const scale = Math.min(screenWidth / length_mm(maps), screenHeight / width_mm(maps)) * 0.97;
  return { centreX_mm: length_mm(maps) / 2, centreY_mm: width_mm(maps) / 2, scale: Math.max(scale, 1e-3) };
}

/** Zoom about a point of the screen, between the whole picture and 32 times that. */
export function zoomed(frame: Frame, whole: Frame, factor: number, dx: number, dy: number): Frame {
  const scale = Math.min(Math.max(frame.scale * factor, whole.scale), whole.scale * 32);
  if (scale === whole.scale) {
    return whole;
  }
  // The point under the pointer stays where it is; y grows upwards in the picture and downwards on the screen.
  return {
    scale,
    centreX_mm: frame.centreX_mm + dx / frame.scale - dx / scale,
    centreY_mm: frame.centreY_mm - dy / frame.scale + dy / scale,
  };
}

/** The picture's sample under a screen point measured from the screen's middle, or none outside. The belt runs to the right. */
export function sampleAt(maps: Maps, frame: Frame, dx: number, dy: number): { line: number; pixel: number } | null {
  const x = frame.centreX_mm + dx / frame.scale;
  const y = frame.centreY_mm - dy / frame.scale;
  const line = Math.floor((length_mm(maps) - x) / maps.linePitch_mm);
  const pixel = Math.floor(y / maps.pixelPitch_mm);
  return line >= 0 && line < maps.lines && pixel >= 0 && pixel < maps.pixels ? { line, pixel } : null;
}
