/** What an officer can turn at a picture, by the names and with the meaning of PictureSettings in xray.imaging. */
export type Colour = "material" | "bw" | "pseudo";
export type Material = "all" | "organicOnly" | "organicStripped" | "metalOnly";
/** What of the scatter pictures is shown in place of, or over, the transmission picture. */
export type Scatter = "off" | "back_top" | "back_bottom" | "forward" | "overlay" | "difference";
export type Tone = "exponential" | "high" | "low" | "super";

export interface Range {
  low: number;
  high: number;
}

/** Which effective atomic number counts as which material; hues blend over ± blend about each border. */
export interface Bands {
  organicTo: number;
  mixedTo: number;
  blend: number;
}

export interface Display {
  colour: Colour;
  negative: boolean;
  /** Colours that red-green-weak eyes tell apart. */
  safe: boolean;
  bands: Bands;
  material: Material;
  tone: Tone;
  /** g of e^(−gA): less looks deeper. */
  gamma: number;
  brightness: number;
  contrast: number;
  /** Strength of the edges, 0 = off. */
  edge: number;
  absorptionWindow: Range | null;
  zeffWindow: Range | null;
  densityAlert: Range | null;
  scatter: Scatter;
}

export const NEUTRAL_GAMMA = 0.55;

/** An areal density that nothing measurable reaches: a range to there takes in the opaque as well. */
export const NO_END = 1000;

export const NEUTRAL: Display = {
  colour: "material",
  negative: false,
  safe: false,
  bands: { organicTo: 10, mixedTo: 18, blend: 1 },
  material: "all",
  tone: "exponential",
  gamma: NEUTRAL_GAMMA,
  brightness: 0,
  contrast: 1,
  edge: 0,
  absorptionWindow: null,
  zeffWindow: null,
  densityAlert: null,
  scatter: "off",
};

/** Attenuation from which a pixel counts as opaque. */
export const OPAQUE = 12;

export const DEEPEST_ZOOM = 64;

/** One view's maps as the server sends them: row 0 is the leading edge, columns increase with +y. */
export interface Maps {
  lines: number;
  pixels: number;
  linePitch_mm: number;
  pixelPitch_mm: number;
  attenuation: Float32Array;
  /** 0 = cannot be known. */
  zeff: Float32Array;
  attenuationHigh: Float32Array;
  /** NaN = cannot be known. */
  arealDensity: Float32Array;
  /** Standard uncertainties of zeff and areal density, where they are told; NaN = cannot be known. */
  zeffSigma?: Float32Array | null;
  arealSigma?: Float32Array | null;
  /** Low-density index by scatter head, on the same raster; NaN = cannot be known. Null where the machine has none. */
  scatter?: { back_top: Float32Array; back_bottom: Float32Array; forward: Float32Array } | null;
  /** While the parcel still passes: how many of the lines have come; the others are air. */
  filled?: number;
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

/** What must fit on the screen beside a picture's own size, so that two pictures have one scale. */
export interface Room {
  length_mm: number;
  width_mm: number;
}

/** The frame that shows the whole picture, at the scale at which the room fits too. */
export function fit(maps: Maps, screenWidth: number, screenHeight: number, room: Room | null = null): Frame {
  const long = Math.max(length_mm(maps), room?.length_mm ?? 0);
  const wide = Math.max(width_mm(maps), room?.width_mm ?? 0);
  const scale = Math.min(screenWidth / long, screenHeight / wide) * 0.97;
  return { centreX_mm: length_mm(maps) / 2, centreY_mm: width_mm(maps) / 2, scale: Math.max(scale, 1e-3) };
}

/** Zoom about a point of the screen, between the whole picture and 64 times that. */
export function zoomed(frame: Frame, whole: Frame, factor: number, dx: number, dy: number): Frame {
  const scale = Math.min(Math.max(frame.scale * factor, whole.scale), whole.scale * DEEPEST_ZOOM);
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
  return line >= 0 && line < (maps.filled ?? maps.lines) && pixel >= 0 && pixel < maps.pixels ? { line, pixel } : null;
}

/** A point of the raster (column across the belt, row along it) as a point of the screen measured from the screen's middle. */
export function onScreen(maps: Maps, frame: Frame, col: number, row: number): { dx: number; dy: number } {
  return {
    dx: (length_mm(maps) - row * maps.linePitch_mm - frame.centreX_mm) * frame.scale,
    dy: (frame.centreY_mm - col * maps.pixelPitch_mm) * frame.scale,
  };
}

/** The other way round, held inside the raster. */
export function onRaster(maps: Maps, frame: Frame, dx: number, dy: number): { col: number; row: number } {
  const row = (length_mm(maps) - frame.centreX_mm - dx / frame.scale) / maps.linePitch_mm;
  const col = (frame.centreY_mm - dy / frame.scale) / maps.pixelPitch_mm;
  return { col: Math.round(Math.min(Math.max(col, 0), maps.pixels)), row: Math.round(Math.min(Math.max(row, 0), maps.lines)) };
}
