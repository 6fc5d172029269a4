import { useEffect, useState } from "react";
import type { Say } from "../i18n/language";
import { cameraCalls } from "./calls";
import { typing } from "./keys";
import { LEAST_POINTS, MOST_POINTS, MOST_ZONES, problem } from "./polygon";
import type { CameraDetail, Point, Zone } from "./types";
import { useDraft } from "./useDraft";

export type Note = { text: string; bad: boolean } | null;

/** The zones of a camera while they are being drawn: what is stored, what has changed, which is chosen, the corners of the next. */
export function useZones(camera: CameraDetail | null, active: boolean, may: boolean, refresh: () => Promise<void>, say: Say) {
  const draft = useDraft<Zone[]>(`zones ${camera?.name ?? ""}`, camera?.zone_list ?? []);
  const [corners, setCorners] = useState<Point[]>([]);
  const [chosen, setChosen] = useState<number | null>(null);
  const [note, setNote] = useState<Note>(null);
  const [busy, setBusy] = useState(false);
  const zones = draft.value;
  const [width_px, height_px] = [camera?.width_px ?? 0, camera?.height_px ?? 0];
  const wrong = zones.map((zone) => problem(zone, width_px, height_px));
  const faulty = wrong.findIndex((key) => key !== null);

  const change = (next: Zone[], by = "") => {
    setNote(null);
    draft.change(next, by);
  };
  const close = () => {
    if (corners.length < LEAST_POINTS) {
      return;
    }
    const names = new Set(zones.map((zone) => zone.title));
    let n = 1;
    while (names.has(say("zoneUsual", n))) {
      n++;
    }
    change([...zones, { title: say("zoneUsual", n), points_px: corners }]);
    setChosen(zones.length);
    setCorners([]);
  };
  const corner = (point: Point) => {
    if (corners.length === 0 && zones.length >= MOST_ZONES) {
      setNote({ text: say("zonesFull"), bad: true });
    } else if (corners.length < MOST_POINTS) {
      setChosen(null);
      setCorners([...corners, point]);
    }
  };
  const undo = () => {
    if (corners.length > 0) {
      setCorners(corners.slice(0, -1));
    } else {
      setNote(null);
      setChosen(null);
      draft.undo();
    }
  };
  const ready = may && draft.changed && faulty < 0 && corners.length === 0 && !busy;
  const save = async () => {
    if (!ready || !camera) {
      return;
    }
    setBusy(true);
    try {
      await cameraCalls.zones(camera.name, zones);
      await refresh();
      draft.discard();
      setNote({ text: say("saved"), bad: false });
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
      if (event.ctrlKey) {
        if (event.code !== "KeyZ") {
          return;
        }
        undo();
      } else if (event.code === "KeyC") {
        close();
      } else if (event.code === "KeyS") {
        void save();
      } else if (event.key === "Backspace" && corners.length > 0) {
        undo();
      } else if (event.key === "Escape" && corners.length > 0) {
        setCorners([]);
      } else {
        return;
      }
      event.preventDefault();
    };
    // Ahead of the page's own keys, so that Escape first ends what is being drawn.
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  });

  return { zones, corners, chosen, setChosen, corner, close, change, undo, save, ready, busy, note, wrong, faulty, changed: draft.changed, discard: () => { setNote(null); setCorners([]); setChosen(null); draft.discard(); }, width_px, height_px };
}

export type Zones = ReturnType<typeof useZones>;
