import type { ReactNode } from "react";
import type { TextKey } from "../i18n/en";
import type { Say } from "../i18n/language";
import { shown, type Bindings } from "./keys";
import type { Last, Notice } from "./reading";

interface Props {
  last: Last | null;
  /** Seconds that remain for the recall. */
  left_s: number;
  pending: number;
  lost_s: number | null;
  notice: Notice | null;
  breakDue: boolean;
  bindings: Bindings;
  onRecall: () => void;
  onBreak: () => void;
  onDismiss: () => void;
  say: Say;
  children: ReactNode;
}

/** One line of fixed height between picture and declaration: the last verdict, what is amiss, the live belt. Nothing moves. */
export function StatusLine({ last, left_s, pending, lost_s, notice, breakDue, bindings, onRecall, onBreak, onDismiss, say, children }: Props) {
  const filled = (values: Notice["values"]) => values.map((value) => (typeof value === "string" && value.startsWith("key:") ? say(value.slice(4) as TextKey) : value));
  return (
    <div className="status">
      <div className="undo">
        {last && left_s > 0 ? (
          <>
            <span className="cut"><strong>{say(last.verdict)}</strong> <span className="quiet" title={last.parcel.id}>{tail(last.parcel.id)}</span></span>
            <button type="button" data-testid="recall" onClick={onRecall}>
              {say("recallShort")} <kbd>{shown(bindings.recall)}</kbd> <span className="seconds">{Math.ceil(left_s)} s</span>
            </button>
          </>
        ) : (
          <span className="quiet">{say("nothingToRecall")}</span>
        )}
      </div>
      <div className="said" aria-live="polite">
        {lost_s !== null ? (
          <span className="notice" data-testid="lost">{say("lostConnection", lost_s)}</span>
        ) : notice ? (
          <span className={notice.bad ? "notice bad" : "notice"} data-testid="notice">
            {notice.bad ? "⚠ " : ""}{say(notice.text, ...filled(notice.values))}
            <button type="button" aria-label={say("dismiss")} onClick={onDismiss}>×</button>
          </span>
        ) : breakDue ? (
          <span className="notice" data-testid="break-due">
            {say("breakDue")}
            <button type="button" onClick={onBreak}>{say("takeBreak")} <kbd>{shown(bindings.takeBreak)}</kbd></button>
          </span>
        ) : null}
      </div>
      <span className="quiet pending" data-testid="pending">{pending > 0 ? say("pendingVerdicts", pending) : ""}</span>
      {children}
    </div>
  );
}

/** Numbers of one day differ at their end. */
function tail(id: string): string {
  return id.length > 15 ? `…${id.slice(-12)}` : id;
}
