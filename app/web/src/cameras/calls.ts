import { ask, call, tell } from "../api/client";
import type { CameraDetail, CamerasAnswer, Pair, Plan, Zone } from "./types";

const path = (name: string) => `cameras/${encodeURIComponent(name)}`;
const background = { background: true };
const plain = (pairs: readonly Pair[]) => ({ pairs: pairs.map(({ picture_px, plan_m }) => ({ picture_px, plan_m })) });

export const cameraCalls = {
  /** All cameras, and how far the server's clock is ahead of this one's, in ms. */
  all: async (): Promise<CamerasAnswer & { ahead_ms: number }> => {
    const answer = await call("GET", "cameras", undefined, background);
    const said = Date.parse(answer.headers.get("Date") ?? "");
    const all = (await answer.json()) as CamerasAnswer;
    // The header has whole seconds: less than that may as well be the way here.
    const ahead_ms = said - Date.now();
    return { ...all, ahead_ms: Math.abs(ahead_ms) > 2000 ? ahead_ms : 0 };
  },
  one: async (name: string): Promise<CameraDetail> => ask(path(name), background),
  zones: async (name: string, zones: readonly Zone[]): Promise<unknown> =>
    tell("PUT", `${path(name)}/zones`, {
      zones: zones.map(({ id, title, points_px }) => ({ ...(id === undefined ? {} : { id }), title: title.trim(), points_px })),
    }),
  fit: async (name: string, pairs: readonly Pair[]): Promise<Plan> => tell("POST", `${path(name)}/plan/fit`, plain(pairs), background),
  plan: async (name: string, pairs: readonly Pair[]): Promise<unknown> => tell("PUT", `${path(name)}/plan`, plain(pairs)),
  noPlan: async (name: string): Promise<void> => void (await call("DELETE", `${path(name)}/plan`)),
};
