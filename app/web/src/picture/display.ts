/** What an officer can turn at a picture, by the names and with the meaning of PictureSettings in xray.imaging. */
export type Colour = "material" | "bw" | "pseudo";
export type Material = "all" | "organicOnly" | "organicStripped" | "metalOnly";
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
  return line >= 0 && line < maps.lines && pixel >= 0 && pixel < maps.pixels ? { line, pixel } : null;
}
