import type { Display, Frame, Maps } from "./display";
import { length_mm, NEUTRAL_GAMMA, width_mm } from "./display";
import { COARSE, FINE, localMeans } from "./localMeans";
import { COLOUR_VISION_SAFE, CONSOLE, PSEUDO } from "./palette";
import { ALONG, COLOURS, MEANS, ONTO_SCREEN, VERTEX } from "./shaders";

const COLOUR = { material: 0, bw: 1, pseudo: 2 } as const;
const MATERIAL = { all: 0, organicOnly: 1, organicStripped: 2, metalOnly: 3 } as const;
const TONE = { exponential: 0, high: 1, low: 2, super: 3 } as const;
const SCATTER = { off: 0, back_top: 1, back_bottom: 2, forward: 3, overlay: 4, difference: 5 } as const;
const UNKNOWN_INDEX = -100;
const NONE = { low: 0, high: 0 };
const UNKNOWN_DENSITY = -1000;

/** A texture that can be drawn into. */
interface Target {
  texture: WebGLTexture;
  framebuffer: WebGLFramebuffer;
  width: number;
  height: number;
}

/**
 * Draws maps on a canvas with WebGL 2: local means once a parcel, colours of all samples once a change of settings, and two
 * resampling passes once a movement. The Java reference is PictureFunctions in xray.imaging.
 */
export class Renderer {
  private readonly gl: WebGL2RenderingContext;
  private readonly means: Program;
  private readonly colours: Program;
  private readonly along: Program;
  private readonly ontoScreen: Program;
  private readonly mapsTexture: WebGLTexture;
  private readonly scatterTexture: WebGLTexture;
  /** Whether float textures can be drawn into; else colours are kept in bytes and local means are worked out here. */
  private readonly floats: boolean;
  private meansTarget: Target | null = null;
  private spareTarget: Target | null = null;
  private coloursTarget: Target | null = null;
  private alongTarget: Target | null = null;
  private meansReady = false;
  private coloursOf: Display | null = null;
  /** Lines on the graphics card, and how many of them have their colours. */
  private uploaded = 0;
  private coloured = 0;

  /** Throws if the browser has no WebGL 2. */
  constructor(readonly canvas: HTMLCanvasElement) {
    // The buffer is kept so that a screenshot or a test can read what the officer saw.
    const gl = canvas.getContext("webgl2", { antialias: false, alpha: false, preserveDrawingBuffer: true });
    if (!gl) {
      throw new Error("no WebGL 2");
    }
    this.gl = gl;
    this.floats = gl.getExtension("EXT_color_buffer_float") !== null;
    this.means = new Program(gl, MEANS);
    this.colours = new Program(gl, COLOURS);
    this.along = new Program(gl, ALONG);
    this.ontoScreen = new Program(gl, ONTO_SCREEN);
    this.mapsTexture = texture(gl);
    this.scatterTexture = texture(gl);
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 3, -1, -1, 3]), gl.STATIC_DRAW);
    gl.enableVertexAttribArray(0);
    gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
    gl.disable(gl.BLEND);
    gl.disable(gl.DITHER);
  }

  /** Whether the picture is on the screen, as far as the browser tells. */
  lost(): boolean {
    return this.gl.isContextLost();
  }

  /** Uploads maps; they are drawn by the next {@link draw}. */
  load(maps: Maps): void {
    const gl = this.gl;
    this.bind(0, this.mapsTexture);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA32F, maps.pixels, maps.lines, 0, gl.RGBA, gl.FLOAT, interleaved(maps, 0, maps.lines));
    if (maps.scatter) {
      this.bind(2, this.scatterTexture);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA32F, maps.pixels, maps.lines, 0, gl.RGBA, gl.FLOAT, indices(maps.scatter));
    }
    this.uploaded = maps.filled ?? maps.lines;
    this.meansReady = false;
    this.coloursOf = null;
  }

  /** Uploads the lines that have come since; only they are coloured anew, unless a function looks at neighbours. */
  grow(maps: Maps): void {
    const gl = this.gl;
    const filled = maps.filled ?? maps.lines;
    if (filled <= this.uploaded) {
      return;
    }
    this.bind(0, this.mapsTexture);
    gl.texSubImage2D(
      gl.TEXTURE_2D, 0, 0, this.uploaded, maps.pixels, filled - this.uploaded, gl.RGBA, gl.FLOAT, interleaved(maps, this.uploaded, filled),
    );
    this.uploaded = filled;
    this.meansReady = false;
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
    if (this.coloursOf !== display || this.coloured !== this.uploaded) {
      const neighbours = display.tone === "super" || display.edge > 0;
      if (!this.meansReady && neighbours) {
        this.drawMeans(maps);
      }
      this.drawColours(maps, display, this.coloursOf === display && !neighbours ? this.coloured : 0);
      this.coloursOf = display;
      this.coloured = this.uploaded;
    }
    this.alongTarget = this.target(this.alongTarget, width, maps.pixels, this.floats);
    const place = (program: Program) => {
      program.use();
      program.ints("samples", 0);
      program.floats("count", maps.lines, maps.pixels);
      program.floats("pitch", maps.linePitch_mm, maps.pixelPitch_mm);
      program.floats("screen", width, height);
      program.floats("frame", frame.centreX_mm, frame.centreY_mm, frame.scale * ratio);
    };
    place(this.along);
    this.bind(0, this.coloursTarget?.texture ?? null);
    // Only the columns of the raster that reach the screen, with the kernel's width to both sides.
    const middle = frame.centreY_mm / maps.pixelPitch_mm;
    const reach = (0.5 * height) / (frame.scale * ratio * maps.pixelPitch_mm) + 10;
    const first = Math.min(Math.max(0, Math.floor(middle - reach)), maps.pixels - 1);
    gl.enable(gl.SCISSOR_TEST);
    gl.scissor(0, first, width, Math.max(1, Math.min(maps.pixels, Math.ceil(middle + reach)) - first));
    this.fill(this.alongTarget);
    gl.disable(gl.SCISSOR_TEST);
    place(this.ontoScreen);
    this.ontoScreen.ints("negative", display.negative ? 1 : 0);
    this.bind(0, this.alongTarget.texture);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.viewport(0, 0, width, height);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }

  private drawMeans(maps: Maps): void {
    const gl = this.gl;
    this.meansReady = true;
    if (!this.floats) {
      this.meansTarget ??= { texture: texture(gl), framebuffer: gl.createFramebuffer(), width: 0, height: 0 };
      this.bind(0, this.meansTarget.texture);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA32F, maps.pixels, maps.lines, 0, gl.RGBA, gl.FLOAT, localMeans(maps));
      return;
    }
    let to = this.target(this.meansTarget, maps.pixels, maps.lines, true);
    let from = this.target(this.spareTarget, maps.pixels, maps.lines, true);
    this.means.use();
    this.means.ints("maps", 0);
    this.means.ints("before", 1);
    for (let stage = 0; stage < 8; stage++) {
      const filter = stage < 4 ? FINE : COARSE;
      [from, to] = [to, from];
      this.bind(0, this.mapsTexture);
      this.bind(1, from.texture);
      this.means.ints("stage", stage);
      this.means.ints("radius", filter.radius);
      this.means.ints("stride", filter.step);
      this.means.floats("epsilon", filter.epsilon);
      this.fill(to);
    }
    this.meansTarget = to;
    this.spareTarget = from;
  }

  /** Colours the lines from `first` on. */
  private drawColours(maps: Maps, display: Display, first: number): void {
    const palette = display.safe ? COLOUR_VISION_SAFE : CONSOLE;
    const range = (name: string, window: { low: number; high: number } | null) =>
      this.colours.floats(name, (window ?? NONE).low, (window ?? NONE).high);
    this.coloursTarget = this.target(this.coloursTarget, maps.pixels, maps.lines, this.floats);
    this.colours.use();
    this.colours.ints("maps", 0);
    this.colours.ints("means", 1);
    this.colours.ints("indices", 2);
    this.colours.ints("scatter", maps.scatter ? SCATTER[display.scatter] : 0);
    this.colours.ints("colour", COLOUR[display.colour]);
    this.colours.ints("material", MATERIAL[display.material]);
    this.colours.ints("tone", TONE[display.tone]);
    this.colours.ints("negative", display.negative ? 1 : 0);
    this.colours.floats("bands", display.bands.organicTo, display.bands.mixedTo, display.bands.blend);
    this.colours.colours("palette", [palette.organic, palette.mixed, palette.metal, palette.unknown]);
    this.colours.floats("grey", display.gamma, display.brightness, display.contrast, display.edge);
    this.colours.colours("pseudo", PSEUDO);
    range("absorption", display.absorptionWindow);
    range("atomic", display.zeffWindow);
    range("density", display.densityAlert);
    this.bind(0, this.mapsTexture);
    this.bind(1, this.meansReady ? (this.meansTarget?.texture ?? null) : this.mapsTexture);
    this.bind(2, maps.scatter ? this.scatterTexture : this.mapsTexture);
    this.gl.enable(this.gl.SCISSOR_TEST);
    this.gl.scissor(0, first, maps.pixels, maps.lines - first);
    this.fill(this.coloursTarget);
    this.gl.disable(this.gl.SCISSOR_TEST);
  }

  private bind(unit: number, bound: WebGLTexture | null): void {
    this.gl.activeTexture(this.gl.TEXTURE0 + unit);
    this.gl.bindTexture(this.gl.TEXTURE_2D, bound);
  }

  private fill(target: Target): void {
    this.gl.bindFramebuffer(this.gl.FRAMEBUFFER, target.framebuffer);
    this.gl.viewport(0, 0, target.width, target.height);
    this.gl.drawArrays(this.gl.TRIANGLES, 0, 3);
  }

  /** A target of that size: the one there was, if it fits. */
  private target(before: Target | null, width: number, height: number, floats: boolean): Target {
    if (before && before.width === width && before.height === height) {
      return before;
    }
    const gl = this.gl;
    if (before) {
      gl.deleteTexture(before.texture);
      gl.deleteFramebuffer(before.framebuffer);
    }
    const made = { texture: texture(gl), framebuffer: gl.createFramebuffer(), width, height };
    this.bind(0, made.texture);
    gl.texStorage2D(gl.TEXTURE_2D, 1, floats ? gl.RGBA32F : gl.RGBA8, width, height);
    gl.bindFramebuffer(gl.FRAMEBUFFER, made.framebuffer);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, made.texture, 0);
    return made;
  }
}

/** Lines as the card takes them: attenuation, high-energy attenuation, zeff, areal density of each sample. */
function interleaved(maps: Maps, from: number, to: number): Float32Array {
  const samples = new Float32Array((to - from) * maps.pixels * 4);
  const first = from * maps.pixels;
  for (let i = 0; i < samples.length / 4; i++) {
    const areal = maps.arealDensity[first + i] ?? NaN;
    samples[4 * i] = maps.attenuation[first + i] ?? 0;
    samples[4 * i + 1] = maps.attenuationHigh[first + i] ?? 0;
    samples[4 * i + 2] = maps.zeff[first + i] ?? 0;
    samples[4 * i + 3] = Number.isNaN(areal) ? UNKNOWN_DENSITY : areal;
  }
  return samples;
}

/** Indices from above, from below and forwards, as the card takes them. */
function indices(scatter: NonNullable<Maps["scatter"]>): Float32Array {
  const samples = new Float32Array(4 * scatter.back_top.length);
  [scatter.back_top, scatter.back_bottom, scatter.forward].forEach((head, k) =>
    head.forEach((index, i) => (samples[4 * i + k] = Number.isNaN(index) ? UNKNOWN_INDEX : index)),
  );
  return samples;
}

/** A fragment shader over the whole target, with its uniforms by name. */
class Program {
  private readonly program: WebGLProgram;
  private readonly places = new Map<string, WebGLUniformLocation | null>();

  constructor(
    private readonly gl: WebGL2RenderingContext,
    fragment: string,
  ) {
    this.program = gl.createProgram();
    for (const [type, source] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, fragment]] as const) {
      const shader = gl.createShader(type);
      if (!shader) {
        throw new Error("no shader");
      }
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS) && !gl.isContextLost()) {
        throw new Error(gl.getShaderInfoLog(shader) ?? "shader");
      }
      gl.attachShader(this.program, shader);
    }
    gl.bindAttribLocation(this.program, 0, "corner");
    gl.linkProgram(this.program);
  }

  use(): void {
    this.gl.useProgram(this.program);
  }

  ints(name: string, value: number): void {
    this.gl.uniform1i(this.place(name), value);
  }

  floats(name: string, ...values: number[]): void {
    const gl = this.gl;
    const place = this.place(name);
    switch (values.length) {
      case 1:
        gl.uniform1fv(place, values);
        break;
      case 2:
        gl.uniform2fv(place, values);
        break;
      case 3:
        gl.uniform3fv(place, values);
        break;
      default:
        gl.uniform4fv(place, values);
    }
  }

  colours(name: string, values: readonly (readonly number[])[]): void {
    this.gl.uniform3fv(this.place(name), values.flat());
  }

  private place(name: string): WebGLUniformLocation | null {
    let place = this.places.get(name);
    if (place === undefined) {
      place = this.gl.getUniformLocation(this.program, name);
      this.places.set(name, place);
    }
    return place;
  }
}

function texture(gl: WebGL2RenderingContext): WebGLTexture {
  const made = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, made);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  return made;
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
      const v = 255 * Math.exp(-NEUTRAL_GAMMA * (maps.attenuation[line * maps.pixels + pixel] ?? 0));
      image.data.set([v, v, v, 255], 4 * (y * width + x));
    }
  }
  context.putImageData(image, 0, 0);
}
