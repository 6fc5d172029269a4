import { useEffect, useRef, useState, type RefObject } from "react";
import { listen } from "../api/events";
import { PassingPictures, type Passing } from "../belt/passing";
import { onlyTab, type OnlyTab, type Place } from "./onlyTab";
import { Reading, type ReadingState } from "./reading";

/** The officer's reading in this page, if the desk is open here; what passes in the tunnel; since when the connection is lost. */
export function useReading(user: string, onSignedOut: () => void, tapLines: RefObject<(data: unknown) => void>) {
  const [place, setPlace] = useState<Place>("asking");
  const [state, setState] = useState<ReadingState | null>(null);
  const [passing, setPassing] = useState<Passing | null>(null);
  const [lostSince, setLostSince] = useState<number | null>(null);
  const reading = useRef<Reading | null>(null);
  const tab = useRef<OnlyTab | null>(null);

  useEffect(() => {
    const made = onlyTab(`gwanmun.desk.${user}`, setPlace);
    tab.current = made;
    return () => made.stop();
  }, [user]);

  useEffect(() => {
    if (place !== "here") {
      return undefined;
    }
    const pictures = new PassingPictures(setPassing);
    let lanes: ReadingState["lanes"] = [];
    const onState = (next: ReadingState) => {
      setState(next);
      if (next.lanes !== lanes) {
        lanes = next.lanes;
        lanes.forEach((lane) => pictures.on("lane", lane));
      }
    };
    const made = new Reading(user, onState, onSignedOut);
    reading.current = made;
    setState(made.state);
    const stop = listen(
      (name, data) => {
        made.on(name, data);
        if (name === "lines") {
          pictures.on(name, data);
          tapLines.current(data); // for views in other windows
        }
      },
      setLostSince,
      onSignedOut,
    );
    return () => {
      stop();
      made.stop();
      pictures.stop();
      reading.current = null;
    };
  }, [user, place]);

  return { place, takeOver: () => tab.current?.takeOver(), reading, state, passing, lostSince };
}
