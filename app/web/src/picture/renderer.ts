import type { Display, Frame, Maps } from "./display";
import { length_mm, width_mm } from "./display";

const VERTEX = `#version 300 es
in vec2 corner;
void main() { gl_Position = vec4(corner, 0.0, 1.0); }`;

// The same arithmetic as PictureFunctions in xray.imaging. Attenuation is interpolated between samples; colour is mixed
// from the four samples' hues, so that an unknown Zeff never bends a neighbour's.
const FRAGMENT = `#version 300 es
precision highp float;
precision highp sampler2D;
uniform sampler2D maps;      // r = attenuation, g = zeff (0 = unknown)
uniform vec2 samples;        // pixels, lines
uniform vec2 pitch;          // mm
uniform vec2 screen;         // device pixels
uniform vec3 frame;          // centre x, centre y (mm), device pixels per mm
uniform float gamma;
uniform int mode;            // 0 material, 1 black and white, 2 negative
out vec4 colour;

vec3 hue(float z) {
  if (z <= 0.0) return vec3(0.5);
  vec3 organic = vec3(0.93, 0.52, 0.05);
  vec3 mixed = vec3(0.16, 0.62, 0.24);
  vec3 metal = vec3(0.12, 0.33, 0.82);
  return mix(mix(organic, mixed, clamp((z - 9.0) / 2.0, 0.0, 1.0)), metal, clamp((z - 17.0) / 2.0, 0.0, 1.0));
}

void main() {
  vec2 mm = frame.xy + (gl_FragCoord.xy - screen / 2.0) / frame.z;
  float line = samples.y - mm.x / pitch.y;
  float pixel = mm.y / pitch.x;
  if (line < 0.0 || pixel < 0.0 || line >= samples.y || pixel >= samples.x) {
    colour = mode == 2 ? vec4(0.0, 0.0, 0.0, 1.0) : vec4(1.0);
    return;
  }
  vec2 at = vec2(pixel, line) - 0.5;
  vec2 low = floor(at);
  vec2 part = at - low;
  ivec2 last = ivec2(samples) - 1;
  float attenuation = 0.0;
  vec3 tint = vec3(0.0);
  for (int j = 0; j < 2; j++) {
    for (int i = 0; i < 2; i++) {
      ivec2 texel = clamp(ivec2(low) + ivec2(i, j), ivec2(0), last);
      float weight = (i == 0 ? 1.0 - part.x : part.x) * (j == 0 ? 1.0 - part.y : part.y);
      vec2 value = texelFetch(maps, texel, 0).rg;
      attenuation += weight * value.r;
      tint += weight * hue(value.g);
    }
  }
  float v = clamp(exp(-gamma * attenuation), 0.0, 1.0);
  if (mode == 1) { colour = vec4(vec3(v), 1.0); return; }
  if (mode == 2) { colour = vec4(vec3(1.0 - v), 1.0); return; }
  colour = vec4(v < 0.5 ? tint * (v / 0.5) : tint + (1.0 - tint) * ((v - 0.5) / 0.5), 1.0);
}`;

const MODES = { material: 0, bw: 1, negative: 2 } as const;

/** Draws maps on a canvas with WebGL 2. */
export class Renderer {
  private readonly gl: WebGL2RenderingContext;
  private readonly program: WebGLProgram;
  private readonly texture: WebGLTexture;

  /** Throws if the browser has no WebGL 2. */
  constructor(readonly canvas: HTMLCanvasElement) {
    // The buffer is kept so that a screenshot or a test can read what the officer saw.
    const gl = canvas.getContext("webgl2", { antialias: false, alpha: false, preserveDrawingBuffer: true });
    if (!gl) {
      throw new Error("no WebGL 2");
    }
    this.gl = gl;
    this.program = link(gl);
    this.texture = gl.createTexture();
    const buffer = gl.createBuffer();
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 3, -1, -1, 3]), gl.STATIC_DRAW);
    const corner = gl.getAttribLocation(this.program, "corner");
    gl.enableVertexAttribArray(corner);
    gl.vertexAttribPointer(corner, 2, gl.FLOAT, false, 0, 0);
  }

  /** Uploads maps; they are drawn by the next {@link draw}. */
  load(maps: Maps): void {
    const gl = this.gl;
    const both = new Float32Array(maps.attenuation.length * 2);
    for (let i = 0; i < maps.attenuation.length; i++) {
      both[2 * i] = maps.attenuation[i] ?? 0;
      both[2 * i + 1] = maps.zeff[i] ?? 0;
    }
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RG32F, maps.pixels, maps.lines, 0, gl.RG, gl.FLOAT, both);
  }

  /** Draws what was loaded. The frame's scale is in CSS pixels per mm. */
  draw(maps: Maps, display: Display, frame: Frame): void {
    const gl = this.gl;
    const ratio = devicePixelRatio;
    const width = Math.max(1, Math.round(this.canvas.clientWidth * ratio));
    const height = Math.max(1, Math.round(this.canvas.clientHeight * ratio));
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    gl.viewport(0, 0, width, height);
    gl.useProgram(this.program);
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    const at = (name: string) => gl.getUniformLocation(this.program, name);
    gl.uniform1i(at("maps"), 0);
    gl.uniform2f(at("samples"), maps.pixels, maps.lines);
    gl.uniform2f(at("pitch"), maps.pixelPitch_mm, maps.linePitch_mm);
    gl.uniform2f(at("screen"), width, height);
    gl.uniform3f(at("frame"), frame.centreX_mm, frame.centreY_mm, frame.scale * ratio);
    gl.uniform1f(at("gamma"), display.gamma);
    gl.uniform1i(at("mode"), MODES[display.mode]);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }
}

/** A small black-and-white picture of the whole, for the overview inset; no second GPU context is spent on it. */
export function drawOverview(canvas: HTMLCanvasElement, maps: Maps, width: number): void {
  const height = Math.max(1, Math.round((width * width_mm(maps)) / length_mm(maps)));
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (!context) {
    return;
  }
  const image = context.createImageData(width, height);
  for (let y = 0; y < height; y++) {
    const pixel = Math.min(maps.pixels - 1, Math.floor((1 - (y + 0.5) / height) * maps.pixels));
    for (let x = 0; x < width; x++) {
      const line = Math.min(maps.lines - 1, Math.floor((1 - (x + 0.5) / width) * maps.lines));
      const v = 255 * Math.exp(-0.55 * (maps.attenuation[line * maps.pixels + pixel] ?? 0));
      image.data.set([v, v, v, 255], 4 * (y * width + x));
    }
  }
  context.putImageData(image, 0, 0);
}

function link(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram();
  for (const [type, source] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]] as const) {
    const shader = gl.createShader(type);
    if (!shader) {
      throw new Error("no shader");
    }
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS) && !gl.isContextLost()) {
      throw new Error(gl.getShaderInfoLog(shader) ?? "shader");
    }
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  return program;
}
