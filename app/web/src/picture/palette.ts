type Rgb = readonly [number, number, number];

export interface Palette {
  organic: Rgb;
  mixed: Rgb;
  metal: Rgb;
  unknown: Rgb;
}

/** Palette.CONSOLE of xray.imaging. */
export const CONSOLE: Palette = {
  organic: [0.93, 0.52, 0.05],
  mixed: [0.16, 0.62, 0.24],
  metal: [0.12, 0.33, 0.82],
  unknown: [0.5, 0.5, 0.5],
};

/** Palette.COLOUR_VISION_SAFE of xray.imaging. */
export const COLOUR_VISION_SAFE: Palette = {
  organic: [0.94, 0.59, 0.02],
  mixed: [0.1, 0.57, 0.95],
  metal: [0.14, 0.04, 0.86],
  unknown: [0.5, 0.5, 0.5],
};

/** Pseudo-colour from opaque to air in equal steps, as in xray.imaging. */
export const PSEUDO: readonly Rgb[] = [
  [0.028, 0.028, 0.028], [0.065, 0.041, 0.187], [0.049, 0.091, 0.3], [0.001, 0.17, 0.339], [0.003, 0.243, 0.358],
  [0.001, 0.313, 0.39], [0.002, 0.383, 0.42], [0.007, 0.457, 0.441], [0.011, 0.534, 0.443], [0.017, 0.615, 0.397],
  [0.319, 0.674, 0.322], [0.541, 0.713, 0.288], [0.719, 0.746, 0.311], [0.866, 0.781, 0.404], [0.979, 0.824, 0.547],
  [0.999, 0.898, 0.802], [0.987, 0.987, 0.987],
];
