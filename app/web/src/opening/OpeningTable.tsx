import { useEffect, useState } from "react";
import { api } from "../api/client";
import { listen } from "../api/events";
import type { Parcel } from "../api/types";
import { Declared, Flags } from "../desk/Declared";
import { usePictures } from "../desk/usePictures";
import type { Language, Say } from "../i18n/language";
import { korean } from "../i18n/quantities";
import { outlinesOf } from "../marks/marks";
import { useMarked } from "../marks/useMarked";
import { NEUTRAL } from "../picture/display";
import { Picture } from "../picture/Picture";
import { OpeningForm } from "./OpeningForm";

const REFRESH_MS = 5000;
const STILL = { n: 0, name: "fit" } as const;

/** What waits for the opening table, its picture with the officer's marks, and the report of what was found. */
export function OpeningTable({ language, say }: { language: Language; say: Say }) {
  const [parcels, setParcels] = useState<Parcel[] | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const [lost, setLost] = useState(false);
  useEffect(() => {
    const refresh = () => api.openings().then((all) => { setParcels(all); setLost(false); }, () => setLost(true));
    const stop = listen((name) => ["diverted", "opened", "open"].includes(name) && void refresh(), () => undefined, () => location.reload());
    const timer = setInterval(() => void refresh(), REFRESH_MS);
    void refresh();
    return () => {
      stop();
      clearInterval(timer);
    };
  }, []);

  const waiting = (parcels ?? []).filter((parcel) => !done.has(parcel.id));
  // The parcel on the table stays there, even if the list no longer has it: somebody may be typing.
  const [onTable, setOnTable] = useState<Parcel | null>(null);
  useEffect(() => {
    const found = waiting.find((parcel) => parcel.id === chosen) ?? (onTable && !done.has(onTable.id) && onTable.id === chosen ? onTable : waiting[0]);
    setOnTable(found ?? null);
  }, [parcels, chosen, done]);
  const parcel = useMarked(onTable ?? undefined);
  const [pictures] = usePictures(parcel, []);
  const here = parcel && pictures.kind === "here" && pictures.id === parcel.id;

  return (
    <main className="openings" data-testid="openings-page">
      <section className="queue" aria-label={say("pageOpenings")}>
        <h2>{say("toOpen")} <strong>{waiting.length}</strong></h2>
        <ul>
          {waiting.map((one) => (
            <li key={one.id}>
              <button type="button" aria-pressed={one.id === parcel?.id} onClick={() => setChosen(one.id)}>
                <strong>{one.id}</strong>
                <span className="quiet">{korean(one.diverted?.at ?? one.arrived)}</span>
                <span>{one.verdict?.reason ? say(`reason${one.verdict.reason}` as "reason1") : say(one.diverted?.why === "late" || one.diverted?.why === "no_verdict" ? "whyNoVerdict" : "whyInspect")}</span>
              </button>
            </li>
          ))}
        </ul>
        {parcels && waiting.length === 0 && <p className="quiet">{say("nothingToOpen")}</p>}
        {lost && <p role="status" className="quiet">{say("noServer")}</p>}
      </section>
      <section className="views" aria-label={say("parcel")}>
        {parcel && here ? (
          pictures.maps.map((maps, i) => (
            <Picture
              key={parcel.views[i]?.name}
              maps={maps}
              title={parcel.views[i]?.name ?? ""}
              display={NEUTRAL}
              movement={STILL}
              addressed={false}
              onPointer={nothing}
              onVisible={nothing}
              outlines={outlinesOf(parcel.views[i]?.name ?? "", parcel, null, null)}
              say={say}
            >
              {i === 0 && <Flags parcel={parcel} say={say} />}
            </Picture>
          ))
        ) : (
          <div className="view"><div className="empty"><strong>{say(parcel ? (pictures.kind === "failed" ? "pictureFailed" : "loading") : "nothingToOpen")}</strong></div></div>
        )}
      </section>
      <div className="report">
        {parcel && (
          <>
            <Declared parcel={parcel} language={language} say={say} />
            {parcel.marks.some((mark) => mark.note) && (
              <ul className="notes">{parcel.marks.map((mark, i) => mark.note && <li key={i}><kbd>{i + 1}</kbd> {mark.note}</li>)}</ul>
            )}
            <OpeningForm key={parcel.id} parcel={parcel} say={say} onDone={() => { setDone((before) => new Set(before).add(parcel.id)); setChosen(null); }} />
          </>
        )}
      </div>
    </main>
  );
}

function nothing(): void {}
