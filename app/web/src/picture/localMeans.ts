import type { Maps } from "./display";

/** q of the logarithmic attenuation u = ln(1 + A/q). */
export const SCALE = 0.25;

/** The same constants as LocalMeans in xray.imaging. */
export const FINE = { radius: 2, step: 1, epsilon: 0.004 };
export const COARSE = { radius: 5, step: 3, epsilon: 0.03 };
const BINOMIAL = [1 / 16, 4 / 16, 6 / 16, 4 / 16, 1 / 16];

/**
 * LocalMeans of xray.imaging without the GPU, for the few that cannot draw into float textures: fine, coarse, blurred and 0
 * of every sample, interleaved.
 */
export function localMeans(maps: Maps): Float32Array {
  const u = Float64Array.from(maps.attenuation, (a) => Math.log(1 + a / SCALE));
  const fine = guided(u, maps, FINE);
  const coarse = guided(fine, maps, COARSE);
  const blurred = weighted(u, maps, BINOMIAL, 1);
  const out = new Float32Array(4 * u.length);
  for (let i = 0; i < u.length; i++) {
    out[4 * i] = fine[i] ?? 0;
    out[4 * i + 1] = coarse[i] ?? 0;
    out[4 * i + 2] = blurred[i] ?? 0;
  }
  return out;
}

function guided(input: Float64Array, maps: Maps, filter: typeof FINE): Float64Array {
  const taps = 2 * filter.radius + 1;
  const box = new Array<number>(taps).fill(1 / taps);
  const mean = weighted(input, maps, box, filter.step);
  const a = weighted(input.map((x) => x * x), maps, box, filter.step);
  const b = new Float64Array(input.length);
  for (let i = 0; i < input.length; i++) {
    const m = mean[i] ?? 0;
    const variance = Math.max(0, (a[i] ?? 0) - m * m);
    a[i] = variance / (variance + filter.epsilon);
    b[i] = m * (1 - (a[i] ?? 0));
  }
  const slope = weighted(a, maps, box, filter.step);
  const offset = weighted(b, maps, box, filter.step);
  return input.map((x, i) => (slope[i] ?? 0) * x + (offset[i] ?? 0));
}

function weighted(input: Float64Array, maps: Maps, weights: number[], step: number): Float64Array {
  const { lines, pixels } = maps;
  const radius = (weights.length - 1) / 2;
  const across = new Float64Array(input.length);
  const out = new Float64Array(input.length);
  for (let line = 0; line < lines; line++) {
    for (let pixel = 0; pixel < pixels; pixel++) {
      let sum = 0;
      for (let k = 0; k < weights.length; k++) {
        const from = Math.min(Math.max(pixel + (k - radius) * step, 0), pixels - 1);
        sum += (weights[k] ?? 0) * (input[line * pixels + from] ?? 0);
      }
      across[line * pixels + pixel] = sum;
    }
  }
  for (let line = 0; line < lines; line++) {
    for (let k = 0; k < weights.length; k++) {
      const from = Math.min(Math.max(line + (k - radius) * step, 0), lines - 1);
      for (let pixel = 0; pixel < pixels; pixel++) {
        const at = line * pixels + pixel;
        out[at] = (out[at] ?? 0) + (weights[k] ?? 0) * (across[from * pixels + pixel] ?? 0);
      }
    }
  }
  return out;
}
