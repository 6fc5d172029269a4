import { SCALE } from "./localMeans";
import { PSEUDO } from "./palette";

/** GLSL wants a full stop in every float. */
function float(x: number): string {
  return Number.isInteger(x) ? `${x}.0` : String(x);
}

export const VERTEX = `#version 300 es
in vec2 corner;
void main() { gl_Position = vec4(corner, 0.0, 1.0); }`;

const HEAD = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
float logarithmic(float attenuation) { return log(1.0 + attenuation / ${float(SCALE)}); }
`;

/**
 * LocalMeans of xray.imaging, one pass after the other on the raster: stages 0–3 the fine filter and the blur, 4–7 the coarse
 * one. Between stages rg is at work, b is the fine filter's result, a the blur.
 */
export const MEANS = `${HEAD}
uniform sampler2D maps;
uniform sampler2D before;
uniform int stage;
uniform int radius;
uniform int stride;
uniform float epsilon;
out vec4 result;

float binomial(int k) { return k == 0 ? 0.375 : abs(k) == 1 ? 0.25 : 0.0625; }

void main() {
  ivec2 here = ivec2(gl_FragCoord.xy);
  ivec2 last = textureSize(maps, 0) - 1;
  bool across = stage % 2 == 0;
  ivec2 direction = across ? ivec2(stride, 0) : ivec2(0, stride);
  vec2 mean = vec2(0.0);
  float blur = 0.0;
  float weight = 1.0 / float(2 * radius + 1);
  for (int k = -radius; k <= radius; k++) {
    ivec2 there = clamp(here + k * direction, ivec2(0), last);
    if (stage == 0) {
      float u = logarithmic(texelFetch(maps, there, 0).r);
      mean += weight * vec2(u, u * u);
      blur += binomial(k) * u;
    } else {
      vec4 value = texelFetch(before, there, 0);
      mean += weight * (stage == 4 ? vec2(value.b, value.b * value.b) : value.rg);
      blur += stage == 1 ? binomial(k) * value.a : 0.0;
    }
  }
  vec4 own = texelFetch(before, here, 0);
  if (stage == 0) { result = vec4(mean, 0.0, blur); return; }
  if (stage == 1 || stage == 5) {
    float variance = max(0.0, mean.y - mean.x * mean.x);
    float a = variance / (variance + epsilon);
    result = vec4(a, mean.x * (1.0 - a), own.b, stage == 1 ? blur : own.a);
    return;
  }
  if (stage == 3) {
    float u = logarithmic(texelFetch(maps, here, 0).r);
    result = vec4(0.0, 0.0, mean.x * u + mean.y, own.a);
    return;
  }
  if (stage == 7) { result = vec4(own.b, mean.x * own.b + mean.y, own.a, 0.0); return; }
  result = vec4(mean, own.b, own.a);
}`;

/** PictureFunctions.colours of xray.imaging: red, green, blue and alert of every sample of the raster. */
export const COLOURS = `${HEAD}
uniform sampler2D maps;      // attenuation, high-energy attenuation, zeff (0 = unknown), areal density (< -100 = unknown)
uniform sampler2D means;     // fine, coarse, blurred
uniform sampler2D indices;   // low-density index from above, from below, forwards (< -50 = unknown)
uniform int scatter;         // 0 off, 1 from above, 2 from below, 3 forwards, 4 overlay, 5 difference
uniform int colour;          // 0 material, 1 black and white, 2 pseudo-colour
uniform int material;        // 0 all, 1 organic only, 2 organic stripped, 3 metal only
uniform int tone;            // 0 exponential, 1 high penetration, 2 low penetration, 3 super-enhanced
uniform bool negative;
uniform vec3 bands;          // organic to, mixed to, blend
uniform vec3 palette[4];     // organic, mixed, metal, unknown
uniform vec4 grey;           // gamma, brightness, contrast, edge
uniform vec2 absorption;     // windows; low >= high means none
uniform vec2 atomic;
uniform vec2 density;
uniform vec3 pseudo[${PSEUDO.length}];  // a constant array would be copied for every sample
out vec4 result;

bool given(vec2 range) { return range.x < range.y; }

float member(float value, vec2 range, float soft) {
  return clamp((value - range.x) / soft + 0.5, 0.0, 1.0) * clamp((range.y - value) / soft + 0.5, 0.0, 1.0);
}

float beyond(float z, float border) { return clamp((z - border + bands.z) / (2.0 * bands.z), 0.0, 1.0); }

float detail(float x, float noise) { return x * (x * x / (x * x + noise * noise)) / (1.0 + abs(x) / 0.4); }

vec3 pseudoColour(float v) {
  float at = v * ${float(PSEUDO.length - 1)};
  int low = min(int(at), ${PSEUDO.length - 2});
  return mix(pseudo[low], pseudo[low + 1], at - float(low));
}

float controlled(float v) {
  float turned = clamp(0.5 + grey.z * (clamp(v, 0.0, 1.0) - 0.5) + grey.y, 0.0, 1.0);
  return negative ? 1.0 - turned : turned;
}

/** ScatterColours of xray.imaging. */
vec3 scattered(ivec2 here, float v) {
  vec3 index = texelFetch(indices, here, 0).rgb;
  bvec3 known = greaterThan(index, vec3(-50.0));
  if (scatter <= 3) {
    int head = scatter - 1;
    float bright = known[head] ? pow(clamp(index[head] / 1.3, 0.0, 1.0), 0.7) : 0.35;
    float shown = controlled(bright);
    return colour == 2 ? pseudoColour(shown) : vec3(shown);
  }
  if (scatter == 4) {
    float light = max(known.r ? index.r : 0.0, known.g ? index.g : 0.0);
    float t = clamp((light - 0.25) / 0.6, 0.0, 1.0);
    bool dot = t > 0.4 && here.x % 6 < 2 && here.y % 6 < 2;
    vec3 tint = vec3(0.86, 0.22, 0.78) * (0.35 + 0.65 * v);
    return (v + (tint - v) * 0.8 * t) * (dot ? 0.5 : 1.0);
  }
  float d = known.r && known.g ? clamp((index.r - index.g) / 0.8, -1.0, 1.0) : 0.0;
  vec3 end = d > 0.0 ? vec3(0.98, 0.86, 0.3) : vec3(0.36, 0.12, 0.5);
  return 0.5 + (end - 0.5) * abs(d);
}

void main() {
  ivec2 here = ivec2(gl_FragCoord.xy);
  vec4 map = texelFetch(maps, here, 0);
  vec4 mean = texelFetch(means, here, 0);
  float a = map.r;
  float z = map.b;
  bool known = z > 0.0;
  float stretch = grey.x / 0.55;
  float u = tone == 3 || grey.w > 0.0 ? logarithmic(a) : 0.0;

  float v;
  if (tone == 0) {
    v = exp(-grey.x * a);
  } else if (tone == 1) {
    v = 1.0 - stretch * (map.g - 0.1) / 4.9;
  } else if (tone == 2) {
    v = exp(-grey.x * 5.0 * a);
  } else {
    float enhanced = 0.9 * mean.g + 3.5 * detail(mean.r - mean.g, 0.01) + 1.5 * detail(u - mean.r, 0.03);
    v = 1.0 - stretch * enhanced / logarithmic(12.0);
  }
  float windowed = given(absorption) ? member(a, absorption, 0.06 * (absorption.y - absorption.x)) : 1.0;
  if (given(absorption)) {
    float stretched = 0.92 - 0.8 * clamp((a - absorption.x) / (absorption.y - absorption.x), 0.0, 1.0);
    v = clamp(v, 0.0, 1.0);
    v += (stretched - v) * windowed;
  }
  if (grey.w > 0.0) {
    v = clamp(v, 0.0, 1.0) - grey.w * detail(u - mean.b, 0.03) / 2.0;
  }
  v = controlled(v);

  float green = beyond(z, bands.x);
  float blue = beyond(z, bands.y);
  vec3 full;
  if (colour == 0) {
    vec3 hue = known ? mix(mix(palette[0], palette[1], green), palette[2], blue) : palette[3];
    full = v < 0.5 ? hue * (v / 0.5) : hue + (1.0 - hue) * ((v - 0.5) / 0.5);
  } else if (colour == 1) {
    full = vec3(v);
  } else {
    full = pseudoColour(v);
  }

  float shown = !known || material == 0 ? 1.0 : material == 1 ? 1.0 - green : material == 2 ? green : blue;
  float inside = windowed * (given(atomic) && known ? member(z, atomic, 0.5) : 1.0);
  float ground = negative ? 0.0 : 1.0;
  vec3 ghost = vec3(ground + (v - ground) * 0.14);
  vec3 outside = vec3(ground + (v - ground) * 0.35);
  float alert = 0.0;
  if (given(density)) {
    alert = map.a < -100.0
        ? (density.y >= 1000.0 ? 1.0 : 0.0)
        : member(map.a, density, 0.04 * max(0.1, abs(density.x)));
  }
  result = vec4(scatter > 0 ? scattered(here, v) : mix(ghost, mix(outside, full, inside), shown), alert);
}`;

/** Resampling of xray.imaging. Both passes find where their screen pixel lies on the raster and weigh the samples about it. */
const RESAMPLE = `${HEAD}
uniform sampler2D samples;
uniform vec2 count;          // lines, pixels
uniform vec2 pitch;          // mm of a line, of a pixel
uniform vec2 screen;         // device pixels
uniform vec3 frame;          // centre x, centre y (mm), device pixels per mm
out vec4 result;

float kernel(float x) {
  if (x < 1.0) return (1.5 * x - 2.5) * x * x + 1.0;
  return x < 2.0 ? ((-0.5 * x + 2.5) * x - 4.0) * x + 2.0 : 0.0;
}

float line() { return count.x - (frame.x + (gl_FragCoord.x - screen.x / 2.0) / frame.z) / pitch.x; }

float pixel() { return (frame.y + (gl_FragCoord.y - screen.y / 2.0) / frame.z) / pitch.y; }

/** How much of a screen pixel lies between 0 and the end. */
float covered(float at, float end, float perSample) { return clamp(min(at, end - at) * perSample + 0.5, 0.0, 1.0); }

vec4 weighed(float at, float perSample, ivec2 from, ivec2 direction, int last) {
  float wide = clamp(1.0 / perSample, 1.0, 4.0);
  int first = int(floor(at - 2.0 * wide)) + 1;
  int taps = int(ceil(4.0 * wide));
  vec4 sum = vec4(0.0);
  float weights = 0.0;
  for (int k = 0; k < taps; k++) {
    float weight = kernel(abs(float(first + k) - at) / wide);
    weights += weight;
    sum += weight * texelFetch(samples, from + direction * clamp(first + k, 0, last), 0);
  }
  return sum / weights;
}
`;

/** Along the belt: column = screen column, row = pixel of the raster. */
export const ALONG = `${RESAMPLE}
void main() {
  if (covered(line(), count.x, frame.z * pitch.x) <= 0.0) { result = vec4(0.0); return; }
  result = weighed(line() - 0.5, frame.z * pitch.x, ivec2(int(gl_FragCoord.y), 0), ivec2(0, 1), int(count.x) - 1);
}`;

/** Across the belt, onto the screen: hatch and ground as in PictureFunctions.onScreen. */
export const ONTO_SCREEN = `${RESAMPLE}
uniform bool negative;

void main() {
  float coverage = covered(line(), count.x, frame.z * pitch.x) * covered(pixel(), count.y, frame.z * pitch.y);
  vec3 ground = vec3(negative ? 0.0 : 1.0);
  if (coverage <= 0.0) { result = vec4(ground, 1.0); return; }
  vec4 colour = clamp(
      weighed(pixel() - 0.5, frame.z * pitch.y, ivec2(int(gl_FragCoord.x), 0), ivec2(0, 1), int(count.y) - 1), 0.0, 1.0);
  ivec2 at = ivec2(gl_FragCoord.xy);
  float alert = (at.x + at.y) % 8 < 3 ? 0.8 * colour.a : 0.0;
  vec3 shown = mix(colour.rgb, vec3(0.86, 0.05, 0.1), alert);
  result = vec4(mix(ground, shown, coverage), 1.0);
}`;
