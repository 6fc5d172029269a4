import { useEffect, useState } from "react";
import { api } from "../api/client";
import type { AuditEntry, Session } from "../api/types";
import type { Say } from "../i18n/language";
import { TopBar } from "../session/TopBar";

const REFRESH_MS = 5000;

interface Props {
  session: Session;
  say: Say;
  onLanguage: () => void;
  onLogOut: () => void;
}

/** The auditor's page: who did what, newest first. */
export function AuditPage({ session, say, onLanguage, onLogOut }: Props) {
  const [entries, setEntries] = useState<AuditEntry[] | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const refresh = () =>
      api
        .audit()
        .then((all) => {
          setEntries(all);
          setFailed(false);
        })
        .catch(() => setFailed(true));
    void refresh();
    const timer = window.setInterval(() => void refresh(), REFRESH_MS);
    return () => window.clearInterval(timer);
  }, []);
  const newestFirst = [...(entries ?? [])].sort((a, b) => b.seq - a.seq);
  return (
    <div className="page office scroll">
      <div className="office-page">
        <TopBar session={session} say={say} onLanguage={onLanguage} onLogOut={onLogOut} />
        <main>
          <h1>{say("auditTitle")}</h1>
          <p className="quiet">{failed ? say("noServer") : say("auditText")}</p>
          <table data-testid="audit-table">
            <thead>
              <tr>
                {(["seq", "at", "actor", "action", "subject", "detail", "hash"] as const).map((key) => (
                  <th key={key}>{say(key)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {newestFirst.map((entry) => (
                <tr key={entry.seq}>
                  <td>{entry.seq}</td>
                  <td className="whole">{korean(entry.at)}</td>
                  <td className="whole">{entry.actor}</td>
                  <td>{entry.action}</td>
                  <td className="whole">{entry.subject}</td>
                  <td>{entry.detail}</td>
                  <td><code title={entry.hash}>{entry.hash.slice(0, 12)}…</code></td>
                </tr>
              ))}
              {entries?.length === 0 && (
                <tr><td colSpan={7} className="quiet">{say("auditEmpty")}</td></tr>
              )}
            </tbody>
          </table>
        </main>
      </div>
    </div>
  );
}

/** 2026-11-22 14:05:09 KST */
function korean(instant: string): string {
  const kst = new Date(new Date(instant).getTime() + 9 * 3600 * 1000);
  return `${kst.toISOString().slice(0, 19).replace("T", " ")} KST`;
}
