import { useCallback, useEffect, useState } from "react";
import { ApiError } from "../api/client";
import type { Session } from "../api/types";
import type { Say } from "../i18n/language";
import { TopBar } from "../session/TopBar";
import { Accounts } from "./Accounts";
import { adminCalls, type Account, type Token } from "./calls";
import { Told } from "./Told";
import { Tokens } from "./Tokens";

const REFRESH_MS = 10_000;

interface Props {
  session: Session;
  say: Say;
  onLanguage: () => void;
  onLogOut: () => void;
}

/** What a part of the page may do with the rest of it. */
export interface Desk {
  say: Say;
  /** Does it, shows what was refused, and reads everything anew. */
  act: <T>(deed: () => Promise<T>) => Promise<T | null>;
  tell: (text: string, secret: string) => void;
  notice: (text: string, undo?: () => void) => void;
}

/** The administrator's page: people's accounts, programs' tokens. */
export function AdminPage({ session, say, onLanguage, onLogOut }: Props) {
  const [accounts, setAccounts] = useState<Account[] | null>(null);
  const [tokens, setTokens] = useState<Token[] | null>(null);
  const [lost, setLost] = useState(false);
  const [told, setTold] = useState<{ text: string; secret: string } | null>(null);
  const [notice, setNotice] = useState<{ text: string; bad: boolean; undo?: () => void } | null>(null);

  const refresh = useCallback(
    () =>
      Promise.all([adminCalls.accounts(), adminCalls.tokens()])
        .then(([people, programs]) => {
          setAccounts(people);
          setTokens(programs);
          setLost(false);
        })
        .catch((error: unknown) => {
          if (error instanceof ApiError && error.status === 401) {
            location.reload(); // the session is over
          }
          setLost(!(error instanceof ApiError) || error.status === 0);
        }),
    [],
  );
  useEffect(() => {
    void refresh();
    const timer = window.setInterval(() => void refresh(), REFRESH_MS);
    return () => window.clearInterval(timer);
  }, [refresh]);

  const desk: Desk = {
    say,
    act: async (deed) => {
      setNotice(null);
      try {
        return await deed();
      } catch (error) {
        setNotice({ text: error instanceof ApiError && error.status > 0 ? error.message : say("noServer"), bad: true });
        return null;
      } finally {
        void refresh();
      }
    },
    tell: (text, secret) => setTold({ text, secret }),
    notice: (text, undo) => setNotice(undo ? { text, bad: false, undo } : { text, bad: false }),
  };
  const works = session.roles.some((role) => role !== "admin");
  return (
    <div className="page office scroll">
      <div className="office-page people" data-testid="admin-page">
        <TopBar session={session} say={say} onLanguage={onLanguage} onLogOut={onLogOut}>
          {works && <a href="#desk">{say("backToWork")}</a>}
        </TopBar>
        <main>
          <h1>{say("accountsTitle")}</h1>
          <p className={lost ? "alarm" : "quiet"}>{lost ? `⚠ ${say("noServer")}` : say("accountsText")}</p>
          <p className={`said ${notice?.bad ? "alarm" : ""}`} role={notice?.bad ? "alert" : "status"} data-testid="admin-notice">
            {notice && (notice.bad ? `⚠ ${notice.text}` : notice.text)}
            {notice?.undo && <button type="button" onClick={notice.undo}>{say("undo")}</button>}
          </p>
          {told && <Told say={say} text={told.text} secret={told.secret} onDone={() => setTold(null)} />}
          <Accounts desk={desk} me={session.user} accounts={accounts} />
          <Tokens desk={desk} tokens={tokens} />
        </main>
      </div>
    </div>
  );
}

/** 2026-11-22 14:05 KST */
export function minute(instant: string): string {
  const kst = new Date(new Date(instant).getTime() + 9 * 3600 * 1000);
  return `${kst.toISOString().slice(0, 16).replace("T", " ")} KST`;
}
