import type { Language, Say } from "../i18n/language";
import { THIN } from "../i18n/quantities";
import type { Camera } from "./types";

/** How long, in the two largest units. */
export function lasting(ms: number, say: Say): string {
  const s = Math.max(0, Math.round(ms / 1000));
  if (s < 60) {
    return say("secondsShort", s);
  }
  return s < 3600 ? say("minutesShort", Math.floor(s / 60), s % 60) : say("hoursShort", Math.floor(s / 3600), Math.floor((s % 3600) / 60));
}

/** A camera's state as a sign and words; `now` in ms of the server's clock. */
export function stateOf(camera: Pick<Camera, "state" | "since" | "retry_at">, now: number, say: Say): { sign: string; text: string; alarm: boolean } {
  switch (camera.state) {
    case "live":
      return { sign: "●", text: say("cameraLive"), alarm: false };
    case "stalled":
      return { sign: "⚠", text: say("cameraStalled", lasting(now - Date.parse(camera.since), say)), alarm: true };
    case "waiting": {
      const left_ms = camera.retry_at === null ? 0 : Date.parse(camera.retry_at) - now;
      return { sign: "⚠", text: left_ms < 500 ? say("cameraWaitingNow") : say("cameraWaiting", lasting(left_ms, say)), alarm: true };
    }
    case "ended":
      return { sign: "■", text: say("cameraEnded"), alarm: false };
    case "off":
      return { sign: "○", text: say("cameraOff"), alarm: false };
    default:
      return { sign: "◌", text: say("cameraConnecting"), alarm: false };
  }
}

/** Why a camera is as it is, in one line; what the page says of all cameras at once is not said again of each. */
export function whyOf(camera: Camera, language: Language, detector: string | null): string | null {
  return camera.state === "live" && detector === null ? null : language === "ko" ? camera.message_ko : camera.message_en;
}

export function peopleOf(people: number | null, say: Say): string {
  return people === null ? say("peopleUnknown") : people === 1 ? say("people1") : say("people", people);
}

export function fps(rate: number | null): string {
  return rate === null ? "–" : `${rate.toFixed(1)}${THIN}fps`;
}

export function metres(m: number): string {
  return `${m.toFixed(2)}${THIN}m`;
}

export function pixels(px: number): string {
  return `${px.toFixed(1)}${THIN}px`;
}
