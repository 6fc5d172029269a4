import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { api } from "../api/client";
import { readingOf } from "../api/parcel";
import type { Mark, Parcel, Session, VerdictWord } from "../api/types";
import { BeltInset } from "../belt/BeltInset";
import { Machine } from "../belt/Machine";
import { useEarlier } from "../compare/useEarlier";
import type { Language, Say } from "../i18n/language";
import { markOf, middleOf, MOST_MARKS, nudged, outlinesOf, type Draft } from "../marks/marks";
import { useMarked } from "../marks/useMarked";
import type { Movement } from "../picture/movement";
import type { Corner } from "../picture/Picture";
import { present } from "../session/presence";
import { TopBar } from "../session/TopBar";
import type { KeyPress, Shared } from "../windows/torn";
import { useTornOff } from "../windows/useTornOff";
import { Declared, flagsOf } from "./Declared";
import { DisplaySettings } from "./DisplaySettings";
import { Findings } from "./Findings";
import { neutral, storedPreferences, storePreferences, turned, turns, type Functions } from "./functions";
import { KeyHelp } from "./KeyHelp";
import { meaning, shown, storeBindings, storedBindings, type KeyName } from "./keys";
import { Elsewhere, Resting } from "./Pauses";
import { Rail } from "./Rail";
import { USUAL_SETTINGS } from "./reading";
import { StatusLine } from "./StatusLine";
import { minutes, ReadingClock, WorkSpell } from "./timers";
import { useHistory } from "./useHistory";
import { usePictures } from "./usePictures";
import { useReading } from "./useReading";
import { Reasons, Verdicts } from "./Verdicts";
import { outcomeText, Views } from "./Views";

const LEAST_SHOWN_MS = 300;
const LOST_AFTER_MS = 2000;
const BLINK_MS = 700;
const STEPS: ReadonlySet<KeyName> = new Set<KeyName>([
  "darker", "brighter", "softer", "harder", "gammaLess", "gammaMore", "rangeDown", "rangeUp", "rangeNarrower", "rangeWider",
  "zoomIn", "zoomOut", "panLeft", "panRight", "panUp", "panDown",
]);

interface Props {
  session: Session;
  language: Language;
  say: Say;
  onLanguage: () => void;
  onLogOut: () => void;
  /** The log-in has ended; verdicts not yet stored wait in this browser for the next one. */
  onSignedOut: () => void;
}

/** The reading desk: one parcel at a time, its picture, its declaration, and two verdicts. */
export function Desk({ session, language, say, onLanguage, onLogOut, onSignedOut }: Props) {
  const { user } = session;
  const mayJudge = session.roles.includes("officer");
  const tapLines = useRef<(data: unknown) => void>(() => {});
  const { place, takeOver, reading, state, passing, lostSince } = useReading(user, onSignedOut, tapLines);
  const [preferences, setPreferences] = useState(() => storedPreferences(user));
  const [bindings, setBindings] = useState(() => storedBindings(user));
  const [functions, setFunctions] = useState<Functions>(() => neutral(preferences));
  const [reason, setReason] = useState<number | null>(null);
  const [movement, setMovement] = useState<Movement>({ n: 0, name: "fit" });
  const [pointedAt, setPointedAt] = useState<string | null>(null);
  const [lit, setLit] = useState<string | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [marking, setMarking] = useState(false);
  const [visible, setVisible] = useState<ReadonlyMap<string, string | boolean>>(new Map());
  const [canvases, setCanvases] = useState(0);
  const [now, setNow] = useState(Date.now());
  const [clock] = useState(() => new ReadingClock());
  const [spell] = useState(() => new WorkSpell(user));
  const keyHelp = useRef<HTMLDialogElement>(null);
  const settings = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const timer = window.setInterval(() => {
      setNow(Date.now());
      spell.seen();
    }, 1000);
    return () => window.clearInterval(timer);
  }, [spell]);

  const held = state?.held ?? [];
  const current = held[0];
  const resting = state?.resting ?? null;
  const last = state?.last ?? null;
  const noHistory = useCallback(() => reading.current?.say({ text: "historyNone", values: [], bad: false }), [reading]);
  const { walk, older, newer, back } = useHistory(noHistory);
  const past = useMarked(walk?.parcels[walk.at]);
  const subject = past ?? current;
  const working = subject !== undefined && subject === current;

  const [pictures, loadAgain] = usePictures(subject, [past && current, held[1], last?.parcel]);
  const here = subject !== undefined && pictures.kind === "here" && pictures.id === subject.id;
  const shownId = pictures.kind === "here" ? pictures.id : null;
  const currentKey = current ? readingOf(current) : "";
  const { comparison, toggle: toggleComparison, close: closeComparison, turn } = useEarlier(subject, subject?.views[0]?.name);

  useEffect(() => {
    if (working) {
      clock.show(`${currentKey} ${here}`);
    } else {
      clock.pause();
    }
    setNow(Date.now());
  }, [clock, working, currentKey, here]);
  useEffect(() => setReason(null), [currentKey]);
  // While rendering, not after it: the new parcel's picture is drawn once, and neutral.
  const pictureKey = `${shownId} ${subject && readingOf(subject)}`;
  const [turnedFor, setTurnedFor] = useState({ pictureKey, preferences });
  if (turnedFor.pictureKey !== pictureKey || turnedFor.preferences !== preferences) {
    setTurnedFor({ pictureKey, preferences });
    const fresh = neutral(preferences);
    setFunctions((before) => (JSON.stringify(before) === JSON.stringify(fresh) ? before : fresh));
  }
  useEffect(() => {
    setMarking(false);
    setDraft(null);
    setLit(null);
  }, [subject && readingOf(subject)]);

  const outlines = useCallback(
    (view: string) => (subject ? outlinesOf(view, subject, draft, lit) : []),
    [subject, draft, lit],
  );
  const [blinks, setBlinks] = useState(0);
  useEffect(() => {
    setBlinks(0);
    const timer = functions.blink ? setInterval(() => setBlinks((n) => n + 1), BLINK_MS) : undefined;
    return () => clearInterval(timer);
  }, [functions.blink, functions.display.scatter]);
  const display = useMemo(() => {
    const all = turns(functions.display);
    return functions.blink ? { ...functions.display, scatter: all[(blinks + 1) % all.length] ?? "off" } : functions.display;
  }, [functions.display, functions.blink, blinks]);
  const shared: Shared = useMemo(() => {
    const brief = (parcel: Parcel | undefined) => (parcel ? { id: parcel.id, round: parcel.round, views: parcel.views } : null);
    const lane = state?.lanes.find((one) => one.name === passing?.lane);
    return {
      current: brief(subject),
      next: brief(held[1]),
      passing: lane?.passing ? { lane: lane.name, passage: lane.passing.passage, views: lane.passing.views } : null,
      display,
      outlines: Object.fromEntries((subject?.views ?? []).map((view) => [view.name, outlines(view.name)])),
      flags: subject ? flagsOf(subject, say) : [],
      language,
    };
  }, [subject, held[1]?.id, passing?.passage, display, outlines, language]);
  const onTornKey = useRef<(press: KeyPress) => void>(() => {});
  const { torn, tear, lines } = useTornOff(user, place === "here", shared, {
    onKey: (press) => onTornKey.current(press),
    onVisible: (view, id, is) => setVisible((before) => new Map(before).set(view, is && id !== null ? id : false)),
    onBlocked: () => reading.current?.say({ text: "tornBlocked", values: [], bad: true }),
  });
  tapLines.current = lines;

  // A view in another window says which parcel it shows; one in this window shows the parcel of this window.
  const seen = here && subject.views.every((view) => (torn.has(view.name) ? visible.get(view.name) === subject.id : visible.get(view.name) === true));
  const onVisible = useCallback(
    (view: string, is: boolean) => setVisible((before) => (before.get(view) === is ? before : new Map(before).set(view, is))),
    [],
  );

  // A key still held from the last parcel must not judge this one, and nothing is judged from another's picture.
  const ready = mayJudge && working && !resting;
  const judge = useCallback(
    (verdict: VerdictWord) => {
      if (ready && clock.ms() >= LEAST_SHOWN_MS && (verdict === "inspect" || seen)) {
        reading.current?.judge(verdict, reason, clock.ms());
      }
    },
    [ready, clock, seen, reason, reading],
  );

  const saveMarks = useCallback((marks: Mark[]) => current && reading.current?.mark(current, marks), [current, reading]);
  const finishMark = useCallback(
    (drawn: Draft) => {
      const mark = markOf(drawn);
      setDraft(null);
      if (!mark || !current) {
        return;
      }
      if (current.marks.length >= MOST_MARKS) {
        reading.current?.say({ text: "marksFull", values: [MOST_MARKS], bad: false });
        return;
      }
      setMarking(false);
      saveMarks([...current.marks, mark]);
    },
    [current, saveMarks, reading],
  );
  const onRectangle = useCallback(
    (view: string, from: Corner, to: Corner, finished: boolean) => (finished ? finishMark({ view, from, to }) : setDraft({ view, from, to })),
    [finishMark],
  );
  const toggleMarking = () => {
    const view = subject?.views.find((one) => one.name === pointedAt) ?? subject?.views[0];
    if (ready && view && here) {
      setMarking(!marking);
      setDraft(marking ? null : middleOf(view));
    }
  };

  const lane = state?.lanes.find((one) => one.name === (subject?.lane ?? passing?.lane)) ?? state?.lanes[0];
  const switchBelt = () => {
    if (!lane) {
      return;
    }
    const moving = lane.state === "running" || lane.state === "reversing";
    reading.current?.say({ text: moving ? "beltStopSent" : "beltStartSent", values: [lane.name], bad: false });
    api.belt(lane.name, moving ? "stop" : "start").catch((error: unknown) =>
      reading.current?.say({ text: "beltRefused", values: [error instanceof Error ? error.message : ""], bad: true }),
    );
  };
  const rest = (kind: "break" | "handed_over") => {
    back();
    void reading.current?.rest(kind);
  };
  const resume = () => {
    spell.restart();
    reading.current?.resume();
  };
  const views = (subject?.views ?? passing?.views ?? []).map((view) => view.name);

  const act = (name: KeyName) => {
    switch (name) {
      case "pass":
      case "inspect":
        judge(name);
        break;
      case "secondOpinion":
      case "rescan":
        if (ready && clock.ms() >= LEAST_SHOWN_MS) {
          reading.current?.passOn(name === "rescan" ? "rescan" : "second_opinion", reason, clock.ms());
        }
        break;
      case "recall":
        back();
        reading.current?.recall();
        break;
      case "handOver":
        rest("handed_over");
        break;
      case "takeBreak":
        rest("break");
        break;
      case "belt":
        switchBelt();
        break;
      case "marks":
        toggleMarking();
        break;
      case "compare":
        toggleComparison();
        break;
      case "tearOff":
        tear(views, pointedAt);
        break;
      case "older":
        older();
        break;
      case "newer":
        newer();
        break;
      case "fit":
      case "zoomIn":
      case "zoomOut":
      case "panLeft":
      case "panRight":
      case "panUp":
      case "panDown":
        setMovement((before) => ({ n: before.n + 1, name }));
        break;
      case "settings":
        settings.current?.showModal();
        break;
      case "reload":
        if (!here) {
          loadAgain();
        } else if (!seen) {
          setCanvases((n) => n + 1); // a new canvas gets a new graphics context
        }
        break;
      default:
        setFunctions((before) => turned(before, name, preferences));
    }
  };

  /** Whether the key was meant for the desk. */
  const onPress = (press: KeyPress): boolean => {
    // A dialog has the keys, and so has the lock screen.
    if (document.querySelector("dialog[open]") || present.now().locked || place !== "here" || resting) {
      return false;
    }
    if (press.key === "?") {
      keyHelp.current?.showModal();
      return true;
    }
    if (press.key === "Escape") {
      setMarking(false);
      setDraft(null);
      closeComparison();
      back();
      return true;
    }
    if (marking && draft) {
      const view = subject?.views.find((one) => one.name === draft.view);
      if (press.key === "Enter") {
        finishMark(draft);
        return true;
      }
      if (view && press.key.startsWith("Arrow") && !press.altKey) {
        setDraft(nudged(draft, press.key, press.shiftKey, view));
        return true;
      }
    }
    const meant = meaning(press, bindings);
    // Held keys repeat what moves by steps, and nothing else.
    if (meant === null || (press.repeat && !(typeof meant === "string" && STEPS.has(meant)))) {
      return meant !== null;
    }
    if (typeof meant === "number") {
      setReason((before) => (before === meant ? null : meant));
    } else {
      act(meant);
    }
    return true;
  };
  onTornKey.current = (press) => void onPress(press);
  const onKeyNow = useRef(onPress);
  onKeyNow.current = onPress;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      const onButton = event.key === "Enter" && event.target instanceof HTMLButtonElement;
      if (!typing && !onButton && !event.isComposing && onKeyNow.current(event)) {
        event.preventDefault();
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  const target_s = state?.settings.target_s ?? USUAL_SETTINGS.target_s;
  const reading_s = working ? Math.floor(clock.ms() / 1000) : 0;
  const break_s = Math.max(0, (state?.settings.break_min ?? USUAL_SETTINGS.break_min) * 60 - spell.ms() / 1000);
  const away = lostSince ?? state?.awaySince ?? null;
  const lost_s = away !== null && now - away > LOST_AFTER_MS ? Math.round((now - away) / 1000) : null;
  const bar = { session, say, onLanguage };
  if (place !== "here") {
    return <Elsewhere asking={place === "asking"} onTakeOver={takeOver} bar={<TopBar {...bar} onLogOut={onLogOut} />} say={say} />;
  }
  const on = new Set<KeyName>([...(marking ? ["marks" as const] : []), ...(comparison ? ["compare" as const] : []), ...(torn.size > 0 ? ["tearOff" as const] : [])]);
  const allAway = here && views.length > 0 && views.every((view) => torn.has(view));
  return (
    <div className="page desk" data-testid="desk">
      <TopBar {...bar} onLogOut={() => void (reading.current?.rest("handed_over") ?? Promise.resolve()).finally(onLogOut)}>
        <span className="f-lane"><span className="quiet">{say("lane")}</span> <strong>{subject?.lane ?? lane?.name ?? "–"}</strong></span>
        <span className="f-parcel cut" title={subject?.id}><span className="quiet">{say("parcel")}</span> <strong data-testid="parcel-id">{subject?.id ?? "–"}</strong></span>
        <span className="f-waiting"><span className="quiet">{say("waiting")}</span> <strong data-testid="waiting-count">{state?.waiting ?? 0}</strong></span>
        <span className={reading_s >= target_s ? "f-clock overdue" : "f-clock quiet"} data-testid="reading-clock">{say("readingTime")} {reading_s} s</span>
        <span className={break_s === 0 ? "f-break overdue" : "f-break quiet"} data-testid="break-timer">{say("breakIn")} {minutes(break_s)}</span>
        <Machine lane={lane} say={say} />
        <button type="button" onClick={() => keyHelp.current?.showModal()}>
          {say("keys")} <kbd>?</kbd>
        </button>
      </TopBar>

      <main className="views" data-testid="views">
        {resting ? (
          <Resting resting={resting} now={now} onResume={resume} say={say} />
        ) : here || (!subject && passing) ? (
          <Views
            parcel={subject}
            maps={pictures.kind === "here" ? pictures.maps : []}
            passing={passing}
            torn={torn}
            comparison={comparison}
            onTurn={turn}
            generation={canvases}
            display={display}
            sideBySide={functions.sideBySide}
            movement={movement}
            pointedAt={pointedAt}
            onPointedAt={setPointedAt}
            onVisible={onVisible}
            outlinesOf={outlines}
            onRectangle={marking && ready ? onRectangle : null}
            say={say}
          />
        ) : (
          <div className="view">
            <div className="empty">
              <strong>{subject ? say(pictures.kind === "failed" ? "pictureFailed" : "loading") : say("emptyTitle")}</strong>
              {!subject && <span className="quiet">{say("emptyText")}</span>}
              {subject && pictures.kind === "failed" && (
                <span role="status">
                  <span className="quiet">{say("retryIn", Math.max(0, Math.ceil((pictures.retryAt - now) / 1000)))}</span>{" "}
                  <button type="button" data-testid="retry-picture" onClick={loadAgain}>
                    {say("retryNow")} <kbd>{shown(bindings.reload)}</kbd>
                  </button>
                </span>
              )}
            </div>
          </div>
        )}
        {allAway && !resting && (
          <div className="view">
            <div className="empty">
              <strong>{say("tornAll")}</strong>
              <button type="button" onClick={() => tear(views, null)}>{say("tornBack")} <kbd>{shown(bindings.tearOff)}</kbd></button>
            </div>
          </div>
        )}
        {past && walk && (
          <div className="walk" role="status" data-testid="walk">
            <span>{say("historyBar", walk.at + 1, walk.parcels.length)}</span>
            <strong>{past.verdict ? say(past.verdict.verdict) : "–"}</strong>
            {past.verdict?.reason ? <span>{say(`reason${past.verdict.reason}` as "reason1")}</span> : null}
            <span title={past.outcome?.note}>{outcomeText(past, say)}</span>
            {past.outcome?.photos.map((photo, i) => (
              <a key={photo} href={`/api/v1/photos/${photo}`} target="_blank" rel="noreferrer">{say("photo", i + 1)}</a>
            ))}
            <button type="button" onClick={back}>{say("historyBack")} <kbd>Esc</kbd></button>
          </div>
        )}
        {marking && <div className="walk" role="status">{say("markHint")}</div>}
      </main>
      <Rail functions={functions} on={on} hasScatter={here && pictures.kind === "here" && pictures.maps.some((maps) => maps.scatter)} bindings={bindings} act={act} say={say} />
      <StatusLine
        last={last}
        left_s={last && reading.current ? (last.until - reading.current.serverNow()) / 1000 : 0}
        pending={state?.pending ?? 0}
        lost_s={lost_s}
        notice={state?.notice ?? null}
        breakDue={break_s === 0 && !resting}
        bindings={bindings}
        onRecall={() => act("recall")}
        onBreak={() => act("takeBreak")}
        onDismiss={() => reading.current?.dismiss()}
        say={say}
      >
        <BeltInset passing={passing} say={say} />
      </StatusLine>

      <div className="strip">
        <Declared parcel={subject} language={language} say={say} />
        <Findings parcel={subject} editable={ready} language={language} onMarks={saveMarks} onLit={setLit} say={say} />
        <Reasons reason={past ? (past.verdict?.reason ?? null) : reason} enabled={ready} onReason={setReason} say={say} />
        <Verdicts enabled={ready} seen={seen} mayJudge={mayJudge} bindings={bindings} onVerdict={judge} act={act} say={say} />
      </div>

      <DisplaySettings
        dialog={settings}
        preferences={preferences}
        onPreferences={(next) => {
          setPreferences(next);
          storePreferences(user, next);
        }}
        say={say}
      />
      <KeyHelp
        dialog={keyHelp}
        bindings={bindings}
        onBindings={(next) => {
          setBindings(next);
          storeBindings(user, next);
        }}
        say={say}
      />
    </div>
  );
}
