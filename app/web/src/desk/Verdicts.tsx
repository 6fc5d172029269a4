import type { VerdictWord } from "../api/types";
import type { TextKey } from "../i18n/en";
import type { Say } from "../i18n/language";
import { KEYS, shown, type Bindings, type KeyName } from "./keys";

export const REASONS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

interface ReasonsProps {
  reason: number | null;
  enabled: boolean;
  onReason: (reason: number | null) => void;
  say: Say;
}

/** Reason codes under the fingers. */
export function Reasons({ reason, enabled, onReason, say }: ReasonsProps) {
  return (
    <section aria-label={say("reason")}>
      <h2>{say("reason")}</h2>
      <div className="reasons">
        {REASONS.map((code) => (
          <button type="button" key={code} aria-pressed={reason === code} disabled={!enabled} onClick={() => onReason(reason === code ? null : code)}>
            <kbd>{code}</kbd> {say(`reason${code}` as TextKey)}
          </button>
        ))}
      </div>
    </section>
  );
}

interface Props {
  enabled: boolean;
  /** Whether every view can be seen: nothing is passed unseen. */
  seen: boolean;
  mayJudge: boolean;
  bindings: Bindings;
  onVerdict: (verdict: VerdictWord) => void;
  act: (name: KeyName) => void;
  say: Say;
}

/** The two verdicts, large; beside them what else may become of the parcel. */
export function Verdicts({ enabled, seen, mayJudge, bindings, onVerdict, act, say }: Props) {
  return (
    <section className="verdicts" aria-label={say("verdict")} title={mayJudge ? undefined : say("onlyOfficers")}>
      <div className="two">
        {(["pass", "inspect"] as const).map((verdict) => (
          <button
            type="button"
            key={verdict}
            data-testid={`verdict-${verdict}`}
            disabled={!enabled || (verdict === "pass" && !seen)}
            title={enabled && verdict === "pass" && !seen ? say("passWaits") : undefined}
            onClick={() => onVerdict(verdict)}
          >
            {say(verdict)} <kbd>{shown(bindings[verdict])}</kbd>
          </button>
        ))}
      </div>
      <div className="others">
        {(["secondOpinion", "rescan", "belt", "handOver"] as const).map((name) => (
          <button type="button" key={name} data-testid={`do-${name}`} disabled={!enabled && (name === "secondOpinion" || name === "rescan")} onClick={() => act(name)}>
            <span>{say(KEYS[name].text)}</span> <kbd>{shown(bindings[name])}</kbd>
          </button>
        ))}
      </div>
    </section>
  );
}
