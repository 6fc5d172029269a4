import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Parcel, Session, VerdictWord } from "../api/types";
import type { TextKey } from "../i18n/en";
import type { Language, Say } from "../i18n/language";
import type { Display, Maps } from "../picture/display";
import { Picture, type Movement } from "../picture/Picture";
import { TopBar } from "../session/TopBar";
import { DisplaySettings } from "./DisplaySettings";
import { neutral, storedPreferences, storePreferences, turned, type Functions } from "./functions";
import { KEYS, meaning, type KeyName } from "./keys";
import { Outbox, type PendingVerdict } from "./outbox";
import { Rail } from "./Rail";
import { useLane } from "./useLane";
import { usePictures } from "./usePictures";

const TARGET_S = 8;
const BREAK_S = 20 * 60;
const REASONS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
const LEAST_SHOWN_MS = 300;
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
  const mayJudge = session.roles.includes("officer");
  const { parcels, lostSince } = useLane(onSignedOut);
  const [pending, setPending] = useState<readonly PendingVerdict[]>([]);
  const [given, setGiven] = useState<ReadonlySet<string>>(new Set());
  const [notice, setNotice] = useState<{ text: string; bad: boolean } | null>(null);
  const [preferences, setPreferences] = useState(() => storedPreferences(session.user));
  const [functions, setFunctions] = useState<Functions>(() => neutral(preferences));
  const [reason, setReason] = useState<number | null>(null);
  const [movement, setMovement] = useState<Movement>({ n: 0, name: "fit" });
  const [pointedAt, setPointedAt] = useState<string | null>(null);
  const [visible, setVisible] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [canvases, setCanvases] = useState(0);
  const [now, setNow] = useState(Date.now());
  const [started] = useState(Date.now());
  const keyHelp = useRef<HTMLDialogElement>(null);
  const settings = useRef<HTMLDialogElement>(null);
  const outbox = useRef<Outbox | null>(null);
  const sayNow = useRef(say);
  sayNow.current = say;

  useEffect(() => {
    const box = new Outbox(
      session.user,
      (outcome) => {
        if (outcome.kind === "judged") {
          const text =
            outcome.by === "self" && outcome.verdict
              ? sayNow.current("alreadyJudgedByYou", outcome.id, sayNow.current(outcome.verdict))
              : sayNow.current("alreadyJudged", outcome.id);
          setNotice({ text, bad: false });
        } else if (outcome.kind === "refused") {
          setNotice({ text: sayNow.current("refused", outcome.id, outcome.why), bad: true });
          setGiven((before) => new Set([...before].filter((id) => id !== outcome.id)));
        }
      },
      setPending,
    );
    outbox.current = box;
    setPending(box.waiting());
    setGiven(new Set(box.waiting().map((verdict) => verdict.id)));
    return () => box.stop();
  }, [session.user]);

  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 1000);
    return () => window.clearInterval(timer);
  }, []);

  const waiting = useMemo(
    () => parcels.filter((parcel) => parcel.verdict === null && !given.has(parcel.id)),
    [parcels, given],
  );
  const current = waiting[0];
  const [pictures, loadAgain] = usePictures(current, waiting[1]);
  const shownSince = useRef(Date.now());
  const shownId = pictures.kind === "here" ? pictures.id : null;
  useEffect(() => {
    shownSince.current = Date.now();
    setNow(Date.now());
    setReason(null);
    setFunctions(neutral(preferences));
  }, [shownId, current?.id]);
  useEffect(() => setFunctions(neutral(preferences)), [preferences]);

  const here = pictures.kind === "here" && pictures.id === current?.id;
  const seen = here && current.views.every((view) => visible.get(view.name) === true);
  const onVisible = useCallback(
    (view: string, is: boolean) => setVisible((before) => (before.get(view) === is ? before : new Map(before).set(view, is))),
    [],
  );

  const judge = useCallback(
    (verdict: VerdictWord) => {
      const shownMs = Date.now() - shownSince.current;
      // A key still held from the last parcel must not judge this one, and nothing is passed unseen.
      if (!mayJudge || !current || shownMs < LEAST_SHOWN_MS || (verdict === "pass" && !seen)) {
        return;
      }
      setGiven((before) => new Set(before).add(current.id));
      setNotice(null);
      outbox.current?.add({ id: current.id, verdict, reason, shownMs });
    },
    [mayJudge, current, seen, reason],
  );

  const act = useCallback(
    (name: KeyName) => {
      switch (name) {
        case "pass":
        case "inspect":
          judge(name);
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
    },
    [judge, here, seen, loadAgain, preferences],
  );

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (keyHelp.current?.open || settings.current?.open) {
        return;
      }
      const meant = meaning(event);
      // Held keys repeat what moves by steps, and nothing else.
      if (event.repeat && !(typeof meant === "string" && STEPS.has(meant))) {
        return;
      }
      if (event.key === "?") {
        keyHelp.current?.showModal();
        return;
      }
      if (typeof meant === "number") {
        setReason((before) => (before === meant ? null : meant));
      } else if (meant) {
        event.preventDefault();
        act(meant);
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [act]);

  const reading_s = current ? Math.max(0, Math.floor((now - shownSince.current) / 1000)) : 0;
  const break_s = Math.max(0, BREAK_S - Math.floor((now - started) / 1000));
  return (
    <div className="page desk" data-testid="desk">
      <div>
        <TopBar session={session} say={say} onLanguage={onLanguage} onLogOut={onLogOut}>
          <span><span className="quiet">{say("lane")}</span> <strong>{current?.lane ?? "–"}</strong></span>
          <span><span className="quiet">{say("parcel")}</span> <strong data-testid="parcel-id">{current?.id ?? "–"}</strong></span>
          <span><span className="quiet">{say("waiting")}</span> <strong data-testid="waiting-count">{waiting.length}</strong></span>
          <span className={reading_s >= TARGET_S ? "overdue" : "quiet"}>
            {say("readingTime")} {reading_s} s
          </span>
          <span className="quiet">
            {say("breakIn")} {Math.floor(break_s / 60)}:{String(break_s % 60).padStart(2, "0")}
          </span>
          <button type="button" onClick={() => keyHelp.current?.showModal()}>
            {say("keys")} <kbd>?</kbd>
          </button>
        </TopBar>
        {lostSince !== null && now - lostSince > 2000 && (
          <div className="notice" role="status">{say("lostConnection", Math.round((now - lostSince) / 1000))}</div>
        )}
        {notice && <div className={notice.bad ? "notice bad" : "notice"} role="status">{notice.text}</div>}
      </div>

      <div className="desk-middle">
        <div className="views" data-testid="views">
          {here ? (
            pictures.maps.map((maps, i) => (
              <View
                key={`${current.views[i]?.name ?? i} ${canvases}`}
                name={current.views[i]?.name ?? ""}
                maps={maps}
                display={functions.display}
                movement={movement}
                pointedAt={pointedAt}
                onPointedAt={setPointedAt}
                onVisible={onVisible}
                say={say}
              />
            ))
          ) : (
            <div className="view">
              <div className="empty">
                <strong>{current ? say(pictures.kind === "failed" ? "pictureFailed" : "loading") : say("emptyTitle")}</strong>
                {!current && <span className="quiet">{say("emptyText")}</span>}
                {current && pictures.kind === "failed" && (
                  <span role="status">
                    <span className="quiet">{say("retryIn", Math.max(0, Math.ceil((pictures.retryAt - now) / 1000)))}</span>{" "}
                    <button type="button" data-testid="retry-picture" onClick={loadAgain}>
                      {say("retryNow")} <kbd>{KEYS.reload.shown}</kbd>
                    </button>
                  </span>
                )}
              </div>
            </div>
          )}
        </div>
        <Rail functions={functions} act={act} say={say} />
      </div>

      <div className="strip">
        <Declared parcel={current} language={language} say={say} />
        <section>
          <h2>{say("findings")}</h2>
          <span className="quiet">{say("noDetector")}</span>
          {pending.length > 0 && <p className="quiet">{say("pendingVerdicts", pending.length)}</p>}
        </section>
        <section>
          <h2>{say("reason")}</h2>
          <div className="reasons">
            {REASONS.map((code) => (
              <button
                type="button"
                key={code}
                aria-pressed={reason === code}
                disabled={!mayJudge || !current}
                onClick={() => setReason(reason === code ? null : code)}
              >
                <kbd>{code}</kbd> {say(`reason${code}` as TextKey)}
              </button>
            ))}
          </div>
        </section>
        <section className="verdicts" title={mayJudge ? undefined : say("onlyOfficers")}>
          {(["pass", "inspect"] as const).map((verdict) => (
            <button
              type="button"
              key={verdict}
              data-testid={`verdict-${verdict}`}
              disabled={!mayJudge || !current || (verdict === "pass" && !seen)}
              title={mayJudge && here && verdict === "pass" && !seen ? say("passWaits") : undefined}
              onClick={() => judge(verdict)}
            >
              {say(verdict)} <kbd>{KEYS[verdict].shown}</kbd>
            </button>
          ))}
        </section>
      </div>

      <DisplaySettings
        dialog={settings}
        preferences={preferences}
        onPreferences={(next) => {
          setPreferences(next);
          storePreferences(session.user, next);
        }}
        say={say}
      />
      <dialog ref={keyHelp} className="keys">
        <strong>{say("keys")}</strong>
        <dl>
          {(Object.keys(KEYS) as KeyName[]).map((name) => (
            <Key key={name} shown={KEYS[name].shown} text={say(KEYS[name].text)} />
          ))}
          <Key shown="1 – 9" text={say("reason")} />
        </dl>
        <form method="dialog"><button type="submit">{say("close")}</button></form>
      </dialog>
    </div>
  );
}

interface ViewProps {
  name: string;
  maps: Maps;
  display: Display;
  movement: Movement;
  pointedAt: string | null;
  onPointedAt: (view: string | null) => void;
  onVisible: (view: string, visible: boolean) => void;
  say: Say;
}

/** A view among the others: keys are meant for the one under the pointer, or for all. */
function View({ name, pointedAt, onPointedAt, onVisible, ...rest }: ViewProps) {
  return (
    <Picture
      {...rest}
      title={name}
      addressed={pointedAt === null || pointedAt === name}
      onPointer={(inside) => onPointedAt(inside ? name : null)}
      onVisible={useCallback((is: boolean) => onVisible(name, is), [name, onVisible])}
    />
  );
}

function Key({ shown, text }: { shown: string; text: string }) {
  return (
    <>
      <dt><kbd>{shown}</kbd></dt>
      <dd>{text}</dd>
    </>
  );
}

/** The declaration beside what the machine measured (동시구현), with what does not fit marked. */
function Declared({ parcel, language, say }: { parcel: Parcel | undefined; language: Language; say: Say }) {
  const declared = parcel?.declaration ?? null;
  const grams = (g: number | null | undefined) =>
    g === null || g === undefined ? "–" : `${Math.round(g).toLocaleString(language)} g`;
  const low = parcel?.mass_g_low ?? null;
  const high = parcel?.mass_g_high ?? null;
  const mass = declared?.mass_g ?? null;
  const differs = mass !== null && ((low !== null && mass < low) || (high !== null && mass > high));
  const estimate =
    parcel && parcel.mass_g !== null ? `${grams(parcel.mass_g)} (${grams(low)} – ${grams(high)})` : parcel ? (low !== null ? `≥ ${grams(low)}` : say("unknown")) : "–";
  return (
    <section>
      <h2>{say("declaration")}</h2>
      <table>
        <tbody>
          <tr>
            <th>{say("item")}</th>
            <td>{declared ? (language === "ko" ? declared.item_ko : declared.item_en) || "–" : parcel ? say("noDeclaration") : "–"}</td>
          </tr>
          <tr>
            <th>{say("value")}</th>
            <td>{declared?.value_usd === null || declared === null ? "–" : `US$ ${declared.value_usd.toLocaleString(language)}`}</td>
          </tr>
          <tr>
            <th>{say("mass")} · {say("declared")}</th>
            <td>
              {grams(mass)} {differs && <span className="mismatch">{say("mismatch")}</span>}
            </td>
          </tr>
          <tr>
            <th>{say("mass")} · {say("estimated")}</th>
            <td>{estimate}</td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}
