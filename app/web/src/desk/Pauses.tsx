import type { ReactNode } from "react";
import type { Say } from "../i18n/language";
import type { Resting as RestingState } from "./reading";
import { minutes } from "./timers";

/** While the officer rests: nothing is held, one large button leads back. */
export function Resting({ resting, now, onResume, say }: { resting: RestingState; now: number; onResume: () => void; say: Say }) {
  const left_s = resting.kind === "break" ? Math.max(0, (resting.until - now) / 1000) : 0;
  const title = resting.kind === "handed_over" ? say("restTitle") : left_s > 0 ? say("breakTitle", minutes(left_s)) : say("breakOver");
  return (
    <div className="view">
      <div className="empty" data-testid="resting">
        <strong>{title}</strong>
        <span className="quiet">{say("restText")}</span>
        <button type="button" className="large" data-testid="resume" autoFocus onClick={onResume}>{say("resume")}</button>
      </div>
    </div>
  );
}

/** The desk is open in another tab of this browser. */
export function Elsewhere({ asking, onTakeOver, bar, say }: { asking: boolean; onTakeOver: () => void; bar: ReactNode; say: Say }) {
  return (
    <div className="page desk-elsewhere" data-testid={asking ? "desk-asking" : "desk-elsewhere"}>
      {bar}
      <div className="empty">
        {asking ? (
          <span className="quiet">{say("asking")}</span>
        ) : (
          <>
            <strong>{say("elsewhereTitle")}</strong>
            <span className="quiet">{say("elsewhereText")}</span>
            <button type="button" className="large" data-testid="take-over" autoFocus onClick={onTakeOver}>{say("takeOver")}</button>
          </>
        )}
      </div>
    </div>
  );
}
