import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError } from "../api/client";
import type { Session } from "../api/types";
import type { Language, Say } from "../i18n/language";
import { present } from "../session/presence";
import { TopBar } from "../session/TopBar";
import { cameraCalls } from "./calls";
import { browserWorld, Feed, type Link } from "./feed";
import { typing } from "./keys";
import { OneCamera } from "./OneCamera";
import { camerasHash, workHash } from "./route";
import type { CamerasAnswer } from "./types";
import { Wall } from "./Wall";
import { lasting } from "./words";

const REFRESH_MS = 3000;
const TICK_MS = 1000;
const SILENT_MS = 15_000;

interface Props {
  session: Session;
  /** The camera that is looked at; null for all. */
  name: string | null;
  language: Language;
  say: Say;
  onLanguage: () => void;
  onLogOut: () => void;
}

/** The cameras: a live wall, and one of them large. One connection brings the pictures of both. */
export function CamerasPage({ session, name, language, say, onLanguage, onLogOut }: Props) {
  const [answer, setAnswer] = useState<(CamerasAnswer & { ahead_ms: number }) | null>(null);
  const [feed] = useState(() => new Feed(browserWorld()));
  const [link, setLink] = useState<Link>(feed.link);
  const [here, setHere] = useState(() => Date.now());
  const [boxes, setBoxes] = useState(true);
  const [from, setFrom] = useState<string | null>(null);
  const help = useRef<HTMLDialogElement>(null);
  const asking = useRef(false);

  const refresh = useCallback(() => {
    if (asking.current) {
      return;
    }
    asking.current = true;
    cameraCalls
      .all()
      .then(setAnswer, (error: unknown) => {
        if (error instanceof ApiError && error.status === 401) {
          location.reload(); // the session is over
        }
      })
      .finally(() => (asking.current = false));
  }, []);

  useEffect(() => {
    const unwatch = feed.watch(setLink);
    const look = () => {
      if (document.hidden || present.now().locked) {
        feed.stop();
      } else {
        feed.start();
        refresh();
      }
    };
    const unlisten = present.listen(look);
    document.addEventListener("visibilitychange", look);
    look();
    const refreshing = window.setInterval(() => !document.hidden && refresh(), REFRESH_MS);
    return () => {
      unlisten();
      document.removeEventListener("visibilitychange", look);
      window.clearInterval(refreshing);
      feed.stop();
      unwatch();
    };
  }, [feed, refresh]);

  const live = useRef(false);
  live.current = answer?.cameras.some((camera) => camera.state === "live" && (name === null || camera.name === name)) ?? false;
  useEffect(() => {
    const tick = window.setInterval(() => {
      setHere(Date.now());
      if (live.current && feed.silent_ms() > SILENT_MS) {
        feed.retry(); // a connection that nobody has told us is broken
      }
    }, TICK_MS);
    return () => window.clearInterval(tick);
  }, [feed]);

  useEffect(() => {
    if (name !== null) {
      setFrom(name);
    }
  }, [name]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (typing(event) || event.ctrlKey) {
        return;
      }
      if (event.key === "?") {
        help.current?.showModal();
      } else if (event.code === "KeyB") {
        setBoxes((on) => !on);
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  const work = workHash(session);
  const lost = link.is === "lost";
  const look = { feed, say, language, now: here + (answer?.ahead_ms ?? 0), boxes, detector: answer?.detector ?? null, lost, onState: refresh };
  const keys = name === null
    ? ([["1 – 9", "keyDigits"], ["← ↑ → ↓", "keyArrows"], ["Enter", "keyEnter"], ["PgUp PgDn", "keyPages"], ["B", "keyBoxes"], ["?", "keyHelp"]] as const)
    : ([["Esc", "keyEsc"], ["← →", "keyBeside"], ["1 – 3", "keyTabs"], ["B", "keyBoxes"], ["G", "keyGround"], ["C", "keyClose"], ["⌫", "keyBack"], ["Ctrl Z", "keyUndo"], ["S", "keySave"], ["?", "keyHelp"]] as const);
  return (
    <div className="page cameras" data-testid="cameras-page">
      <TopBar session={session} say={say} onLanguage={onLanguage} onLogOut={onLogOut}>
        <nav className="tabs" aria-label={say("pages")}>
          <a href={camerasHash(null)} aria-current="page">{say("cameras")}</a>
          {work && <a href={work}>{say("backToWork")}</a>}
        </nav>
        {answer?.detector === null && <span className="quiet cut" data-testid="no-detector">{say("noCameraDetector")}</span>}
        <button type="button" className="push" onClick={() => help.current?.showModal()}>{say("keys")} <kbd>?</kbd></button>
      </TopBar>
      {answer === null ? (
        <main className="wall" aria-busy="true" aria-label={say("cameras")}><div className="tiles skeleton" /></main>
      ) : name !== null ? (
        <OneCamera key={name} name={name} cameras={answer.cameras} may={answer.may_change} {...look} />
      ) : answer.cameras.length === 0 ? (
        <main className="empty-cameras" data-testid="no-cameras">
          <h1>{say("camerasNone")}</h1>
          <p className="quiet">{say("camerasNoneText")}</p>
        </main>
      ) : (
        <Wall cameras={answer.cameras} from={from} {...look} />
      )}
      <footer className="foot">
        <span data-testid="blurred"><i aria-hidden="true">▦</i> {say("blurred")}</span>
        <LinkBar link={link} now={here} onRetry={() => feed.retry()} say={say} />
      </footer>
      <dialog ref={help} className="camera-keys" aria-label={say("keys")}>
        <strong>{say("keys")}</strong>
        <ul>
          {keys.map(([key, text]) => <li key={key}><kbd>{key}</kbd> <span>{say(text)}</span></li>)}
        </ul>
        <form method="dialog"><button type="submit">{say("close")}</button></form>
      </dialog>
    </div>
  );
}

/** How the connection is, where it has something to say: calm, counting, never in the way. */
function LinkBar({ link, now, onRetry, say }: { link: Link; now: number; onRetry: () => void; say: Say }) {
  if (link.is !== "lost") {
    return <span className="link quiet" role="status">{link.is === "opening" ? say("linkOpening") : ""}</span>;
  }
  const left_ms = link.retryAt - now;
  const since = lasting(now - link.since, say);
  return (
    <span className="link lost" data-testid="link-lost">
      <span>{left_ms < 500 ? say("linkTrying", since) : say("linkLost", since, lasting(left_ms, say))}</span>
      <button type="button" onClick={onRetry}>{say("linkRetry")}</button>
    </span>
  );
}
