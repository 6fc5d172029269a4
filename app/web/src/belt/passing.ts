import { api } from "../api/client";
import type { Lane, View } from "../api/types";
import type { Maps } from "../picture/display";

/** A parcel that is still passing: its views, each with room for more lines than have come. */
export interface Passing {
  lane: string;
  passage: string;
  views: { name: string; maps: Maps }[];
}

type Fetch = (lane: string, view: View, from: number) => Promise<{ from: number; count: number; maps: Float32Array }>;

/** What a parcel takes as a rule; a longer one gets more room. */
const ROOM_MM = 420;
const MOST_LINES = 20_000;

/**
 * The picture that grows while a parcel passes. The server says how many lines have come; they are fetched from where the
 * picture ends, one request a view at a time, and written behind the others. Whatever was missed comes with the next lines.
 */
export class PassingPictures {
  private passing: Passing | null = null;
  private readonly come = new Map<string, number>();
  private readonly busy = new Set<string>();
  private stopped = false;

  constructor(
    private readonly onChange: (passing: Passing | null) => void,
    private readonly fetch: Fetch = api.passing,
  ) {}

  on(event: string, data: unknown): void {
    if (event === "lane") {
      const lane = data as Lane;
      if (lane.passing && (lane.passing.passage !== this.passing?.passage || lane.name !== this.passing.lane)) {
        // Of several lanes, the one whose parcel came first stays until it has passed.
        if (!this.passing || this.passing.lane === lane.name) {
          this.begin(lane.name, lane.passing.passage, lane.passing.views);
        }
      } else if (!lane.passing && this.passing?.lane === lane.name) {
        this.end();
      }
    } else if (event === "lines") {
      const { lane, passage, view, lines } = data as { lane: string; passage: string; view: string; lines: number };
      if (this.passing?.lane === lane && this.passing.passage === passage) {
        this.come.set(view, Math.max(lines, this.come.get(view) ?? 0));
        void this.fill(view);
      }
    }
  }

  stop(): void {
    this.stopped = true;
  }

  private begin(lane: string, passage: string, views: View[]): void {
    this.come.clear();
    this.passing = { lane, passage, views: views.map((view) => ({ name: view.name, maps: roomFor(view) })) };
    this.onChange(this.passing);
    views.forEach((view) => {
      this.come.set(view.name, view.lines);
      void this.fill(view.name);
    });
  }

  private end(): void {
    this.passing = null;
    this.onChange(null);
  }

  private async fill(name: string): Promise<void> {
    const { passing } = this;
    const own = () => passing?.views.find((view) => view.name === name)?.maps;
    const key = `${passing?.passage} ${name}`;
    if (!passing || this.busy.has(key)) {
      return;
    }
    this.busy.add(key);
    try {
      for (let maps = own(); maps && this.passing === passing && !this.stopped && (maps.filled ?? 0) < (this.come.get(name) ?? 0); maps = own()) {
        const filled = maps.filled ?? 0;
        const view = { name, lines: 0, pixels: maps.pixels, line_pitch_mm: maps.linePitch_mm, pixel_pitch_mm: maps.pixelPitch_mm };
        const more = await this.fetch(passing.lane, view, filled);
        if (this.passing !== passing || this.stopped || more.from !== filled || more.count <= 0 || filled + more.count > MOST_LINES) {
          break;
        }
        const grown = filled + more.count > maps.lines ? withRoom(maps, filled + more.count) : maps;
        write(grown, more.maps, more.count);
        // A new list, so that the page sees it; the same maps, so that the renderer adds lines and loads nothing anew.
        this.passing.views = this.passing.views.map((other) => (other.name === name ? { name, maps: grown } : other));
        this.onChange({ ...this.passing });
      }
    } catch {
      // It has passed, or the server is away: the next lines ask again.
    }
    this.busy.delete(key);
  }
}

function roomFor(view: View): Maps {
  const lines = Math.max(1, Math.ceil(ROOM_MM / view.line_pitch_mm));
  return empty(lines, view.pixels, view.line_pitch_mm, view.pixel_pitch_mm);
}

function empty(lines: number, pixels: number, linePitch_mm: number, pixelPitch_mm: number): Maps {
  const map = () => new Float32Array(lines * pixels);
  return {
    lines, pixels, linePitch_mm, pixelPitch_mm, filled: 0,
    attenuation: map(), zeff: map(), attenuationHigh: map(), arealDensity: map(), zeffSigma: null, arealSigma: null,
  };
}

function withRoom(maps: Maps, least: number): Maps {
  const wide = empty(Math.max(least, 2 * maps.lines), maps.pixels, maps.linePitch_mm, maps.pixelPitch_mm);
  wide.attenuation.set(maps.attenuation);
  wide.zeff.set(maps.zeff);
  wide.attenuationHigh.set(maps.attenuationHigh);
  wide.arealDensity.set(maps.arealDensity);
  wide.filled = maps.filled ?? 0;
  return wide;
}

function write(maps: Maps, lines: Float32Array, count: number): void {
  const samples = count * maps.pixels;
  const at = (maps.filled ?? 0) * maps.pixels;
  maps.attenuation.set(lines.subarray(0, samples), at);
  maps.zeff.set(lines.subarray(samples, 2 * samples), at);
  maps.attenuationHigh.set(lines.subarray(2 * samples, 3 * samples), at);
  maps.arealDensity.set(lines.subarray(3 * samples, 4 * samples), at);
  maps.filled = (maps.filled ?? 0) + count;
}
