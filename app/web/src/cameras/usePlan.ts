import { useEffect, useState } from "react";
import type { Say } from "../i18n/language";
import { cameraCalls } from "./calls";
import { typing } from "./keys";
import type { CameraDetail, Pair, Plan, Point } from "./types";
import { useDraft } from "./useDraft";
import type { Note } from "./useZones";

export const LEAST_PAIRS = 4;
export const MOST_PAIRS = 64;
const PAUSE_MS = 250;

/** A pair that is being made: its place on the plan may still be missing. */
export interface DraftPair {
  picture_px: Point;
  x_m: number | null;
  y_m: number | null;
}

export function complete(pair: DraftPair): Pair | null {
  return pair.x_m === null || pair.y_m === null ? null : { picture_px: pair.picture_px, plan_m: [pair.x_m, pair.y_m] };
}

/** The pairs whose place on the plan is known, each with its number in the list. */
export function known(pairs: readonly DraftPair[]): { pair: Pair; index: number }[] {
  return pairs.flatMap((draft, index) => {
    const pair = complete(draft);
    return pair ? [{ pair, index }] : [];
  });
}

/** The calibration of a camera while it is being made, with what the server says of its errors. */
export function usePlan(camera: CameraDetail | null, active: boolean, may: boolean, refresh: () => Promise<void>, say: Say) {
  const stored = (camera?.plan?.pairs ?? []).map(({ picture_px, plan_m }): DraftPair => ({ picture_px, x_m: plan_m[0], y_m: plan_m[1] }));
  const draft = useDraft<DraftPair[]>(`plan ${camera?.name ?? ""}`, stored);
  const [chosen, setChosen] = useState<number | null>(null);
  const [fitted, setFitted] = useState<{ of: string; plan: Plan | null; refusal: string | null } | null>(null);
  const [note, setNote] = useState<Note>(null);
  const [busy, setBusy] = useState(false);
  const pairs = draft.value;
  const ready = known(pairs);
  const asked = JSON.stringify(ready.map(({ pair }) => pair));
  const enough = ready.length >= LEAST_PAIRS;

  useEffect(() => {
    if (!active || !may || !camera || !draft.changed || !enough) {
      return undefined;
    }
    let gone = false;
    const timer = window.setTimeout(() => {
      cameraCalls.fit(camera.name, JSON.parse(asked) as Pair[]).then(
        (plan) => !gone && setFitted({ of: asked, plan, refusal: null }),
        (error: unknown) => !gone && setFitted({ of: asked, plan: null, refusal: error instanceof Error && error.message ? error.message : say("noServer") }),
      );
    }, PAUSE_MS);
    return () => {
      gone = true;
      window.clearTimeout(timer);
    };
  }, [active, may, camera?.name, draft.changed, asked]);

  const fit = fitted?.of === asked ? fitted : null;
  const plan = draft.changed ? (enough ? (fit?.plan ?? null) : null) : (camera?.plan ?? null);
  const errors = new Map(plan?.pairs.map((pair, i) => [ready[i]?.index ?? -1, pair]) ?? []);
  const worst = ready.length > LEAST_PAIRS ? [...errors].reduce<number | null>((most, [i, pair]) => (most === null || pair.error_m > (errors.get(most)?.error_m ?? 0) ? i : most), null) : null;

  const change = (next: DraftPair[], by = "") => {
    setNote(null);
    draft.change(next, by);
  };
  const edit = (index: number, by: string, part: Partial<DraftPair>) => change(pairs.map((pair, i) => (i === index ? { ...pair, ...part } : pair)), by);
  const inPicture = (point: Point) => {
    if (pairs.length >= MOST_PAIRS) {
      setNote({ text: say("planFull"), bad: true });
      return;
    }
    change([...pairs, { picture_px: point, x_m: null, y_m: null }]);
    setChosen(pairs.length);
  };
  const incomplete = pairs.findIndex((pair) => complete(pair) === null);
  /** The place on the plan of the first point that has none, else of the chosen one. */
  const onPlan = ([x_m, y_m]: Point) => {
    const index = incomplete >= 0 ? incomplete : chosen;
    if (index !== null && index < pairs.length) {
      edit(index, "", { x_m, y_m });
      setChosen(index);
    }
  };
  const remove = (index: number) => {
    setChosen(null);
    change(pairs.filter((_, i) => i !== index));
  };
  const undo = () => {
    setNote(null);
    setChosen(null);
    draft.undo();
  };
  const removing = pairs.length === 0 && camera?.plan != null;
  const savable = may && draft.changed && !busy && (removing || (incomplete < 0 && plan !== null));
  const save = async () => {
    if (!savable || !camera) {
      return;
    }
    setBusy(true);
    try {
      await (removing ? cameraCalls.noPlan(camera.name) : cameraCalls.plan(camera.name, ready.map(({ pair }) => pair)));
      await refresh();
      draft.discard();
      setNote({ text: say(removing ? "planRemoved" : "saved"), bad: false });
    } catch (error) {
      setNote({ text: say("notSaved", error instanceof Error && error.message ? error.message : say("noServer")), bad: true });
    } finally {
      setBusy(false);
    }
  };

  useEffect(() => {
    if (!active || !may) {
      return undefined;
    }
    const onKey = (event: KeyboardEvent) => {
      if (typing(event)) {
        return;
      }
      if (event.ctrlKey && event.code === "KeyZ") {
        undo();
      } else if (!event.ctrlKey && event.code === "KeyS") {
        void save();
      } else if (event.key === "Escape" && chosen !== null) {
        setChosen(null);
      } else {
        return;
      }
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  });

  return {
    pairs, chosen, setChosen, inPicture, onPlan, edit, remove, undo, save, ready: savable, busy, note, plan, errors, worst, incomplete, enough, known: ready,
    refusal: draft.changed && enough ? (fit?.refusal ?? null) : null,
    fitting: draft.changed && enough && fit === null,
    changed: draft.changed,
    clear: () => { setChosen(null); change([]); },
    discard: () => { setNote(null); setChosen(null); draft.discard(); },
    width_px: camera?.width_px ?? 0,
    height_px: camera?.height_px ?? 0,
  };
}

export type PlanWork = ReturnType<typeof usePlan>;
