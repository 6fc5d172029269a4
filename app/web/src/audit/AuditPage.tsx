import { useEffect, useMemo, useState } from "react";
import { api } from "../api/client";
import type { AuditEntry, AuditVerification, Session } from "../api/types";
import type { Say } from "../i18n/language";
import { korean } from "../i18n/quantities";
import { TopBar } from "../session/TopBar";
import { filtered } from "./filter";

const REFRESH_MS = 5000;

interface Props {
  session: Session;
  say: Say;
  onLanguage: () => void;
  onLogOut: () => void;
}

/** The auditor's page: who did what, newest first, and whether the chain still holds. */
export function AuditPage({ session, say, onLanguage, onLogOut }: Props) {
  const [entries, setEntries] = useState<AuditEntry[] | null>(null);
  const [failed, setFailed] = useState(false);
  const [action, setAction] = useState("");
  const [words, setWords] = useState("");
  const [verification, setVerification] = useState<AuditVerification | "asking" | "failed" | null>(null);
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
  const actions = useMemo(() => [...new Set((entries ?? []).map((entry) => entry.action))].sort(), [entries]);
  const newestFirst = useMemo(() => filtered(entries ?? [], action, words), [entries, action, words]);
  const verify = () => {
    setVerification("asking");
    api.verifyAudit().then(setVerification, () => setVerification("failed"));
  };
  return (
    <div className="page office scroll">
      <div className="office-page">
        <TopBar session={session} say={say} onLanguage={onLanguage} onLogOut={onLogOut} />
        <main>
          <h1>{say("auditTitle")}</h1>
          <p className="quiet">{failed ? say("noServer") : say("auditText")}</p>
          <div className="span">
            <label>
              {say("action")}
              <select value={action} onChange={(e) => setAction(e.target.value)} data-testid="audit-action">
                <option value="">{say("allActions")}</option>
                {actions.map((name) => <option key={name} value={name}>{name}</option>)}
              </select>
            </label>
            <label>
              {say("auditSearch")}
              <input type="search" value={words} onChange={(e) => setWords(e.target.value)} data-testid="audit-search" />
            </label>
            <span className="quiet" role="status">{say("auditShown", newestFirst.length.toLocaleString(), (entries ?? []).length.toLocaleString())}</span>
            <button type="button" className="push" disabled={verification === "asking"} onClick={verify} data-testid="verify-chain">{say("verifyChain")}</button>
          </div>
          <Verified verification={verification} say={say} />
          <table data-testid="audit-table">
            <thead>
              <tr>
                {(["seq", "at", "actor", "action", "subject", "detail", "hash"] as const).map((key) => (
                  <th key={key} scope="col">{say(key)}</th>
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
              {entries && newestFirst.length === 0 && (
                <tr><td colSpan={7} className="quiet">{say(entries.length === 0 ? "auditEmpty" : "auditNoMatch")}</td></tr>
              )}
            </tbody>
          </table>
        </main>
      </div>
    </div>
  );
}

function Verified({ verification, say }: { verification: AuditVerification | "asking" | "failed" | null; say: Say }) {
  const text =
    verification === null
      ? ""
      : verification === "asking"
        ? say("verifying")
        : verification === "failed"
          ? `⚠ ${say("verifyFailed")}`
          : verification.intact
            ? `✓ ${say("chainIntact", verification.entries.toLocaleString(), verification.signed_heads.toLocaleString())}`
            : `⚠ ${say("chainBroken", verification.problem?.position ?? 0, verification.problem?.text ?? verification.problem?.fault ?? "")}`;
  const bad = verification === "failed" || (verification !== null && typeof verification === "object" && !verification.intact);
  return (
    <p role="status" className={bad ? "verified alarm" : "verified"} data-testid="verification">
      {text} {typeof verification === "object" && verification?.head && <code>{verification.head}</code>}
    </p>
  );
}
