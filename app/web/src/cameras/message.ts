import type { CameraState, Track } from "./types";

/** What the server says with a picture, or instead of one. */
export interface LiveHeader {
  camera: string;
  sequence: number;
  time_s: number;
  width_px: number;
  height_px: number;
  picture_width_px: number;
  state: CameraState;
  people: number | null;
  measured_fps: number | null;
  tracks: Track[];
}

export interface LiveMessage {
  header: LiveHeader;
  /** Null where only the state has changed. */
  jpeg: Uint8Array<ArrayBuffer> | null;
}

const LENGTH_BYTES = 4;
const words = new TextDecoder("utf-8", { fatal: true });

/** Reads 4 bytes of length, a header in JSON and a JPEG; null for what is none of ours. */
export function decode(bytes: ArrayBuffer): LiveMessage | null {
  if (bytes.byteLength < LENGTH_BYTES) {
    return null;
  }
  const length = new DataView(bytes).getUint32(0);
  const end = LENGTH_BYTES + length;
  if (end > bytes.byteLength) {
    return null;
  }
  let header: Partial<LiveHeader>;
  try {
    header = JSON.parse(words.decode(new Uint8Array(bytes, LENGTH_BYTES, length))) as Partial<LiveHeader>;
  } catch {
    return null;
  }
  if (header === null || typeof header !== "object" || typeof header.camera !== "string") {
    return null;
  }
  return {
    header: {
      camera: header.camera,
      sequence: header.sequence ?? 0,
      time_s: header.time_s ?? 0,
      width_px: header.width_px ?? 0,
      height_px: header.height_px ?? 0,
      picture_width_px: header.picture_width_px ?? 0,
      state: header.state ?? "connecting",
      people: header.people ?? null,
      measured_fps: header.measured_fps ?? null,
      tracks: (header.tracks ?? []).filter((track) => [track.x, track.y, track.w, track.h].every(Number.isFinite)),
    },
    jpeg: end < bytes.byteLength ? new Uint8Array(bytes, end) : null,
  };
}
