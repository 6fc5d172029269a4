/** Cameras as the server tells of them, by the names of its API document. */
export type CameraState = "connecting" | "live" | "stalled" | "waiting" | "ended" | "off";

export interface Camera {
  name: string;
  title_ko: string;
  title_en: string;
  state: CameraState;
  since: string;
  /** Why it is in this state, one line. */
  message_ko: string | null;
  message_en: string | null;
  retry_at: string | null;
  /** Null before the first picture. */
  width_px: number | null;
  height_px: number | null;
  fps: number | null;
  measured_fps: number | null;
  /** Null where no detector is installed. */
  people: number | null;
  tracks_seen: number | null;
  demonstration: boolean;
  zones: number;
  calibrated: boolean;
}

export interface CamerasAnswer {
  detector: string | null;
  may_change: boolean;
  cameras: Camera[];
}

export type Point = readonly [number, number];

export interface Zone {
  id?: string;
  title: string;
  points_px: Point[];
}

/** A zone with its counts, which are null where no detector is installed. */
export interface CountedZone extends Zone {
  id: string;
  inside: number | null;
  entered: number | null;
  left: number | null;
}

/** A point seen in the picture and where it lies on the plan. */
export interface Pair {
  picture_px: Point;
  plan_m: Point;
}

export interface FittedPair extends Pair {
  error_m: number;
  error_px: number;
}

/** From picture pixels (x, y, 1) to plan metres (x w, y w, w), row by row. */
export type Homography = readonly (readonly number[])[];

export interface Plan {
  pairs: FittedPair[];
  rms_m: number;
  rms_px: number;
  homography: Homography;
}

export interface CameraDetail extends Camera {
  zone_list: CountedZone[];
  plan: Plan | null;
}

/** A person followed through the picture; left upper corner and size in pixels of the whole picture. */
export interface Track {
  id: number;
  x: number;
  y: number;
  w: number;
  h: number;
}
