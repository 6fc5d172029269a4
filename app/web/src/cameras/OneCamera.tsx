import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError } from "../api/client";
import type { Say } from "../i18n/language";
import { korean, THIN } from "../i18n/quantities";
import { cameraCalls } from "./calls";
import { asked } from "./grid";
import { typing } from "./keys";
import { LivePicture } from "./LivePicture";
import { PlanOverlay, PlanPanel } from "./PlanTool";
import { camerasHash } from "./route";
import type { Camera, CameraDetail } from "./types";
import { usePlan } from "./usePlan";
import { useSize } from "./useSize";
import { useZones } from "./useZones";
import type { Look } from "./Wall";
import { fps, metres, peopleOf, stateOf, whyOf } from "./words";
import { ZoneOverlay, ZonePanel } from "./ZoneTool";
import { ZoneShapes } from "./ZoneShapes";

const REFRESH_MS = 2000;
const TABS = ["now", "zones", "plan"] as const;
type Tab = (typeof TABS)[number];
const TAB_TEXTS = { now: "tabNow", zones: "tabZones", plan: "tabPlan" } as const;

interface Props extends Look {
  name: string;
  cameras: readonly Camera[];
  may: boolean;
}

/** One camera as large as the window allows, with its figures, its zones and its plan. */
export function OneCamera({ name, cameras, detector, may, feed, say, language, now, boxes, lost, onState }: Props) {
  const [detail, setDetail] = useState<CameraDetail | null>(null);
  const [missing, setMissing] = useState(false);
  const [tab, setTab] = useState<Tab>("now");
  const [squares, setSquares] = useState(true);
  const [counted, setCounted] = useState<{ people: number | null; rate: number | null } | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const size = useSize(place);

  const refresh = useCallback(
    () =>
      cameraCalls.one(name).then(setDetail, (error: unknown) => {
        if (error instanceof ApiError && error.status === 404) {
          setMissing(true);
        }
      }),
    [name],
  );
  useEffect(() => {
    void refresh();
    const timer = window.setInterval(() => !document.hidden && void refresh(), REFRESH_MS);
    return () => window.clearInterval(timer);
  }, [refresh]);

  const listed = cameras.find((camera) => camera.name === name);
  const camera = listed ?? detail;
  const zones = useZones(detail, tab === "zones", may, refresh, say);
  const plan = usePlan(detail, tab === "plan", may, refresh, say);

  useEffect(() => {
    if (size) {
      feed.want([name], asked(size.width_px, window.devicePixelRatio || 1));
    }
  }, [feed, name, size?.width_px]);

  const at = cameras.findIndex((other) => other.name === name);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (typing(event) || event.ctrlKey) {
        return;
      }
      const next = tab !== "now" ? undefined : event.key === "ArrowLeft" ? cameras[at - 1] : event.key === "ArrowRight" ? cameras[at + 1] : undefined;
      const number = Number(event.key);
      if (event.key === "Escape") {
        location.hash = camerasHash(null);
      } else if (number >= 1 && number <= TABS.length) {
        setTab(TABS[number - 1] ?? "now");
      } else if (event.code === "KeyG") {
        setSquares((on) => !on);
      } else if (next && !(event.target instanceof Element && event.target.closest("[role=tablist]"))) {
        location.hash = camerasHash(next.name);
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [cameras, at, tab]);

  if (!camera) {
    return (
      <main className="empty-cameras">
        {missing && <p>{say("camerasUnknown", name)}</p>}
        <p><a href={camerasHash(null)}>{say("camerasBack")}</a></p>
      </main>
    );
  }
  const title = language === "ko" ? camera.title_ko : camera.title_en;
  const why = whyOf(camera, language, detector);
  const state = stateOf(camera, now, say);
  const live = camera.state === "live" && !lost;
  const people = live && counted ? counted.people : camera.people;
  const rate = live && counted ? counted.rate : camera.measured_fps;
  const drawable = detail !== null && detail.width_px !== null;
  return (
    <main className="one" aria-label={title} data-testid="one-camera">
      <section className="picture-side" ref={place}>
        <header className="caption">
          <a href={camerasHash(null)} data-testid="all-cameras">← {say("camerasBack")} <kbd>Esc</kbd></a>
          <strong title={title}>{title}</strong>
          {camera.demonstration && <span className="quiet">{say("demonstration")}</span>}
          <span className={state.alarm ? "alarm state" : "quiet state"}><i aria-hidden="true">{state.sign}</i> {state.text}</span>
          {camera.state === "live" && (
            <span className="seen"><span className="count">{peopleOf(people, say)}</span> <span className="rate quiet">{fps(rate)}</span></span>
          )}
        </header>
        <LivePicture
          key={name}
          feed={feed}
          camera={camera}
          label={say("cameraPicture", title)}
          boxes={boxes && tab !== "plan"}
          old={!live}
          onHeader={(header) => {
            setCounted((old) => (old?.people === header.people && old.rate === header.measured_fps ? old : { people: header.people, rate: header.measured_fps }));
            if (header.state !== camera.state) {
              onState();
            }
          }}
        >
          {(scale) =>
            !drawable || !detail ? null : tab === "zones" ? (
              <ZoneOverlay tool={zones} may={may} say={say} scale={scale} />
            ) : tab === "plan" ? (
              <PlanOverlay tool={plan} may={may} say={say} scale={scale} squares={squares} />
            ) : (
              <svg className="surface still" viewBox={`0 0 ${detail.width_px ?? 1} ${detail.height_px ?? 1}`} aria-hidden="true">
                <ZoneShapes zones={detail.zone_list} scale={scale} />
              </svg>
            )
          }
        </LivePicture>
        {why && <span className={state.alarm ? "chip why alarm cut" : "chip why cut"}>{why}</span>}
      </section>
      <aside className="camera-panel" aria-label={say("cameraTabs")}>
        <div className="tablist" role="tablist" aria-label={say("cameraTabs")}>
          {TABS.map((one, i) => (
            <button
              key={one}
              type="button"
              role="tab"
              id={`tab-${one}`}
              aria-selected={tab === one}
              aria-controls="camera-tool"
              data-testid={`tab-${one}`}
              onClick={() => setTab(one)}
            >
              {say(TAB_TEXTS[one])} <kbd>{i + 1}</kbd>
            </button>
          ))}
        </div>
        <div className={`tool tool-${tab}`} role="tabpanel" id="camera-tool" aria-labelledby={`tab-${tab}`}>
          {tab !== "now" && !drawable && <p className="quiet">{say("waitsForPicture")}</p>}
          {tab === "now" && <Now camera={camera} detail={detail} detector={detector} people={people} rate={rate} why={why} state={state} say={say} />}
          {tab === "zones" && drawable && <ZonePanel tool={zones} may={may} say={say} />}
          {tab === "plan" && drawable && <PlanPanel tool={plan} may={may} say={say} squares={squares} onSquares={setSquares} />}
        </div>
      </aside>
    </main>
  );
}

interface NowProps {
  camera: Camera;
  detail: CameraDetail | null;
  detector: string | null;
  people: number | null;
  rate: number | null;
  why: string | null;
  state: ReturnType<typeof stateOf>;
  say: Say;
}

function Now({ camera, detail, detector, people, rate, why, state, say }: NowProps) {
  const count = (n: number | null) => (n === null ? "–" : n.toLocaleString());
  const rows: [string, string][] = [
    [say("state"), `${state.sign} ${state.text}`],
    [say("since"), korean(camera.since)],
    ...(why ? [[say("why"), why] as [string, string]] : []),
    [say("pictureSize"), camera.width_px === null ? "–" : `${camera.width_px} × ${camera.height_px ?? 0}${THIN}px`],
    [say("pictureRate"), camera.fps === null ? "–" : say("rateOf", (rate ?? 0).toFixed(1), camera.fps.toFixed(1))],
    [say("detector"), detector ?? say("detectorNone")],
    [say("peopleNow"), count(people)],
    [say("peopleSeen"), count(camera.tracks_seen)],
    [say("planState"), detail?.plan ? say("planYes", metres(detail.plan.rms_m)) : camera.calibrated ? "…" : say("planNo")],
  ];
  return (
    <div className="list">
      <dl className="facts">
        {rows.map(([key, value]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {detail && detail.zone_list.length > 0 && (
        <table className="counts" data-testid="zone-counts">
          <thead>
            <tr>{(["zone", "inside", "entered", "left"] as const).map((key) => <th key={key} scope="col">{say(key)}</th>)}</tr>
          </thead>
          <tbody>
            {detail.zone_list.map((zone) => (
              <tr key={zone.id}>
                <th scope="row">{zone.title}</th>
                <td>{count(zone.inside)}</td>
                <td>{count(zone.entered)}</td>
                <td>{count(zone.left)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {detail && detail.zone_list.length === 0 && <p className="quiet">{say("zonesNone")} {say("zonesDraw")}</p>}
    </div>
  );
}
