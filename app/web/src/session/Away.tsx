import { useEffect, useRef, useState, type FormEvent, type ReactNode } from "react";
import { api, ApiError } from "../api/client";
import { speaker } from "../i18n/language";
import { sessionCalls } from "./calls";
import { Idle } from "./idle";
import { present, type Presence } from "./presence";

const CHECK_MS = 1000;
const REPORT_MS = 30_000;

/** Stands around every page: while its person is away, the page stays as it is but can be neither read nor used. */
export function Away({ children }: { children: ReactNode }) {
  const [presence, setPresence] = useState<Presence>(present.now);
  useEffect(() => present.listen(setPresence), []);
  const { session, locked } = presence;
  const idleMs = (session?.idle_lock_s ?? 0) * 1000;

  useEffect(() => {
    if (session === null || locked || idleMs === 0) {
      return;
    }
    const idle = new Idle();
    const unwatch = idle.watch();
    idle.deed();
    let reportAt = Date.now() + REPORT_MS;
    const timer = window.setInterval(() => {
      if (idle.idleMs() >= idleMs) {
        present.locked();
        sessionCalls.lock().catch(() => {}); // the server's own clock locks it as well
      } else if (Date.now() >= reportAt) {
        reportAt = Date.now() + Math.min(REPORT_MS, idleMs / 4);
        if (idle.takeReport()) {
          // Looking at a picture is work, though nothing is asked of the server meanwhile.
          api.session().catch(() => {});
        }
      }
    }, CHECK_MS);
    return () => {
      unwatch();
      window.clearInterval(timer);
    };
  }, [session?.user, locked, idleMs]);

  return (
    <>
      <div className={locked ? "here away" : "here"} inert={locked} aria-hidden={locked}>{children}</div>
      {locked && session !== null && <LockScreen presence={presence} user={session.user} />}
    </>
  );
}

function LockScreen({ presence, user }: { presence: Presence; user: string }) {
  const say = speaker(presence.language);
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    field.current?.focus();
    // The page behind listens to keys too, and must not hear a password.
    const swallow = (event: KeyboardEvent) => event.stopImmediatePropagation();
    const names = ["keydown", "keyup", "keypress"] as const;
    names.forEach((name) => window.addEventListener(name, swallow, { capture: true }));
    return () => names.forEach((name) => window.removeEventListener(name, swallow, { capture: true }));
  }, []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem("");
    try {
      await sessionCalls.unlock(password);
      present.unlocked();
    } catch (error) {
      const status = error instanceof ApiError ? error.status : 0;
      setBusy(false);
      setPassword("");
      field.current?.focus();
      if (status === 401 && error instanceof ApiError && error.code === "unauthenticated") {
        location.reload(); // the session is over: sign in anew
      } else {
        setProblem(status === 401 ? say("unlockWrong") : error instanceof ApiError && status > 0 ? error.message : say("noServer"));
      }
    }
  };
  const leave = () => void api.logOut().finally(() => location.reload());

  return (
    <div className="page login lock" role="dialog" aria-modal="true" aria-labelledby="lock-title" data-testid="lock-screen">
      <form onSubmit={(event) => void submit(event)}>
        <h1 id="lock-title">{say("locked")}</h1>
        <p className="quiet">{say("lockedText", user)}</p>
        <input type="text" autoComplete="username" value={user} readOnly hidden />
        <label>
          {say("password")}
          <input ref={field} data-testid="unlock-password" type="password" autoComplete="current-password" required value={password} onChange={(e) => setPassword(e.target.value)} />
        </label>
        {problem && <p className="alarm" role="alert">⚠ {problem}</p>}
        <button type="submit" data-testid="unlock" disabled={busy}>{say("unlock")}</button>
        <button type="button" className="plain" data-testid="lock-log-out" onClick={leave}>{say("otherPerson")}</button>
      </form>
    </div>
  );
}
