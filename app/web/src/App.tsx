import { lazy, Suspense, useEffect, useState } from "react";
import { api, ApiError, speakToServerIn } from "./api/client";
import type { Session } from "./api/types";
import { AdminPage } from "./admin/AdminPage";
import { useAccountsPage } from "./admin/useAccountsPage";
import { AuditPage } from "./audit/AuditPage";
import { mayLook, useCamerasRoute } from "./cameras/route";
import { Desk } from "./desk/Desk";
import { initialLanguage, rememberLanguage, speaker, type Language } from "./i18n/language";
import { FirstPassword } from "./session/FirstPassword";
import { Login } from "./session/Login";
import { present } from "./session/presence";
import { TopBar } from "./session/TopBar";
import { Supervisor } from "./supervisor/Supervisor";
import { useHash } from "./supervisor/useHash";
import { TornOff } from "./windows/TornOff";

/** Cameras are fetched when somebody looks at them. */
const CamerasPage = lazy(async () => ({ default: (await import("./cameras/CamerasPage")).CamerasPage }));

const RETRY_MS = 2000;
const HERE = "gwanmun.here";

function hasBeenHere(): boolean {
  return localStorage.getItem(HERE) === "yes";
}

function rememberBeingHere(here: boolean): void {
  localStorage.setItem(HERE, here ? "yes" : "no");
}

/** Who is here decides which page is shown. */
export function App() {
  const [language, setLanguage] = useState<Language>(initialLanguage);
  const [session, setSession] = useState<Session | null | "unknown">("unknown");
  const page = useHash(["desk", "supervisor", "openings", "statistics"], "desk") === "desk" ? "desk" : "office";
  const say = speaker(language);
  const accounts = useAccountsPage();
  const cameras = useCamerasRoute();
  speakToServerIn(language);

  useEffect(() => present.is(session === "unknown" ? null : session, language), [session, language]);

  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `${say("title")} – ${say("subtitle")}`;
  }, [language]);

  useEffect(() => {
    let timer: number | undefined;
    const ask = () =>
      api
        .session()
        .then(setSession)
        .catch((error: unknown) => {
          if (error instanceof ApiError && error.status === 401) {
            setSession(null);
          } else {
            timer = window.setTimeout(() => void ask(), RETRY_MS);
          }
        });
    if (hasBeenHere()) {
      void ask();
    } else {
      setSession(null); // nobody has logged in from this browser, so there is nothing to ask
    }
    return () => window.clearTimeout(timer);
  }, []);

  useEffect(() => {
    if (session !== "unknown") {
      rememberBeingHere(session !== null);
    }
  }, [session]);

  const onLanguage = () => {
    const next = language === "ko" ? "en" : "ko";
    rememberLanguage(next);
    setLanguage(next);
  };
  const onLogOut = () =>
    void api.logOut().finally(() => {
      rememberBeingHere(false);
      location.reload(); // nothing of the person's stays in memory
    });

  if (session === "unknown") {
    return <div className="page login quiet">{say("noServer")}</div>;
  }
  if (session === null) {
    return <Login say={say} onLanguage={onLanguage} onSession={setSession} />;
  }
  const tornView = new URLSearchParams(location.search).get("view");
  if (tornView !== null) {
    return <TornOff session={session} view={tornView} />;
  }
  const common = { session, say, onLanguage, onLogOut };
  if (session.must_change_password) {
    return <FirstPassword {...common} onDone={() => void api.session().then(setSession)} />;
  }
  const onlyCameras = session.roles.includes("control") && !session.roles.some((role) => ["officer", "supervisor", "auditor"].includes(role));
  if (mayLook(session) && (cameras || (onlyCameras && !accounts))) {
    return (
      <Suspense fallback={<div className="page" />}>
        <CamerasPage {...common} name={cameras?.name ?? null} language={language} />
      </Suspense>
    );
  }
  if (session.roles.includes("admin") && (accounts || session.roles.every((role) => role === "admin"))) {
    return <AdminPage {...common} />;
  }
  const supervises = session.roles.includes("supervisor");
  if (supervises && (page === "office" || !session.roles.includes("officer"))) {
    return <Supervisor {...common} language={language} />;
  }
  if (session.roles.includes("officer")) {
    return <Desk {...common} language={language} onSignedOut={() => setSession(null)} />;
  }
  if (session.roles.includes("auditor")) {
    return <AuditPage {...common} />;
  }
  return (
    <div className="page office">
      <div className="office-page">
        <TopBar {...common} />
        <main>
          <h1>{say("roleNothingYet", session.roles.join(", "))}</h1>
          <p className="quiet">{say("roleNothingYetText")}</p>
        </main>
      </div>
    </div>
  );
}
