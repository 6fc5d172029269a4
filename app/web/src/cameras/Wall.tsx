import { useEffect, useRef, useState } from "react";
import type { Language, Say } from "../i18n/language";
import type { Feed } from "./feed";
import { asked, fitted, grid, neighbour } from "./grid";
import { typing } from "./keys";
import { LivePicture } from "./LivePicture";
import { camerasHash } from "./route";
import type { Camera } from "./types";
import { useSize } from "./useSize";
import { fps, peopleOf, stateOf, whyOf } from "./words";

const MOST_TILES = 16;
const CAPTION_PX = 28;
const GAP_PX = 4;
const USUAL_ASPECT = 16 / 9;

export interface Look {
  feed: Feed;
  say: Say;
  language: Language;
  /** The server's clock, in ms. */
  now: number;
  boxes: boolean;
  /** The installed detector of people; null where there is none. */
  detector: string | null;
  /** The connection is lost: no picture is how it is now. */
  lost: boolean;
  /** A camera has said a state that the list does not know yet. */
  onState: () => void;
}

interface Props extends Look {
  cameras: readonly Camera[];
  /** The camera one comes back from. */
  from: string | null;
}

/** Up to 16 cameras at once, as large as the window allows. */
export function Wall({ cameras, from, ...look }: Props) {
  const { say, feed } = look;
  const wall = useRef<HTMLElement>(null);
  const size = useSize(wall);
  const [page, setPage] = useState(() => Math.max(0, Math.floor(cameras.findIndex((camera) => camera.name === from) / MOST_TILES)));
  const pages = Math.max(1, Math.ceil(cameras.length / MOST_TILES));
  const first = Math.min(page, pages - 1) * MOST_TILES;
  const shown = cameras.slice(first, first + MOST_TILES);
  const known = shown.find((camera) => camera.width_px && camera.height_px);
  const aspect = known?.width_px && known.height_px ? known.width_px / known.height_px : USUAL_ASPECT;
  const { width_px, height_px } = size ?? { width_px: 0, height_px: 0 };
  const { columns, rows } = grid(shown.length, width_px, height_px, aspect, CAPTION_PX, GAP_PX);
  const tile = fitted((width_px - GAP_PX * (columns - 1)) / columns, Math.max(1, (height_px - GAP_PX * (rows - 1)) / rows - CAPTION_PX), aspect);
  const names = shown.map((camera) => camera.name).join("\n");

  useEffect(() => {
    if (size) {
      feed.want(names === "" ? [] : names.split("\n"), asked(tile.width_px, window.devicePixelRatio || 1));
    }
  }, [feed, names, size !== null, tile.width_px]);

  const turn = () => setPage((first / MOST_TILES + 1) % pages);
  useEffect(() => {
    const tiles = () => [...(wall.current?.querySelectorAll<HTMLElement>("a.tile") ?? [])];
    const onKey = (event: KeyboardEvent) => {
      if (typing(event)) {
        return;
      }
      if (/^[0-9]$/.test(event.key)) {
        tiles()[event.key === "0" ? 9 : Number(event.key) - 1]?.focus();
      } else if (event.key.startsWith("Arrow")) {
        const all = tiles();
        const at = all.indexOf(document.activeElement as HTMLElement);
        all[at < 0 ? 0 : neighbour(at, event.key, columns, all.length)]?.focus();
        event.preventDefault();
      } else if (event.key === "PageDown" || event.key === "PageUp") {
        setPage((first / MOST_TILES + (event.key === "PageDown" ? 1 : pages - 1)) % pages);
        event.preventDefault();
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [columns, first, pages]);

  useEffect(() => {
    if (from !== null) {
      wall.current?.querySelector<HTMLElement>(`a.tile[data-camera="${CSS.escape(from)}"]`)?.focus();
    }
  }, []);

  return (
    <main className="wall" aria-label={say("cameras")} data-testid="wall">
      <section
        ref={wall}
        className="tiles"
        style={{ gridTemplate: `repeat(${rows}, ${Math.floor(tile.height_px) + CAPTION_PX}px) / repeat(${columns}, ${Math.floor(tile.width_px)}px)`, gap: GAP_PX }}
      >
        {shown.map((camera, i) => <Tile key={camera.name} camera={camera} number={i + 1} {...look} />)}
      </section>
      {pages > 1 && (
        <button type="button" className="turn-page" onClick={turn}>
          {say("camerasPage", first + 1, first + shown.length, cameras.length)} · {say("camerasNext")} <kbd>PgDn</kbd>
        </button>
      )}
    </main>
  );
}

function Tile({ camera, number, feed, say, language, now, boxes, detector, lost, onState }: { camera: Camera; number: number } & Look) {
  const [counted, setCounted] = useState<{ people: number | null; rate: number | null } | null>(null);
  const title = language === "ko" ? camera.title_ko : camera.title_en;
  const why = whyOf(camera, language, detector);
  const state = stateOf(camera, now, say);
  const live = camera.state === "live" && !lost;
  const people = live && counted ? counted.people : camera.people;
  const rate = live && counted ? counted.rate : camera.measured_fps;
  return (
    <a className="tile" href={camerasHash(camera.name)} data-camera={camera.name} data-testid="camera-tile">
      <span className="caption">
        {number <= 10 && <kbd>{number % 10}</kbd>}
        <strong title={title}>{title}</strong>
        <span className={state.alarm ? "alarm state" : "quiet state"}><i aria-hidden="true">{state.sign}</i> {state.text}</span>
        {camera.state === "live" && (
          <span className="seen"><span className="count">{peopleOf(people, say)}</span> <span className="rate quiet">{fps(rate)}</span></span>
        )}
      </span>
      <LivePicture
        feed={feed}
        camera={camera}
        label={say("cameraPicture", title)}
        boxes={boxes}
        old={!live}
        onHeader={(header) => {
          setCounted((old) => (old?.people === header.people && old.rate === header.measured_fps ? old : { people: header.people, rate: header.measured_fps }));
          if (header.state !== camera.state) {
            onState();
          }
        }}
      />
      {camera.demonstration && <span className="chip demonstration">{say("demonstration")}</span>}
      {why && <span className={state.alarm ? "chip why alarm cut" : "chip why cut"}>{why}</span>}
    </a>
  );
}
