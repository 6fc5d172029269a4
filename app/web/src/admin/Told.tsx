import { useEffect, useRef, useState } from "react";
import type { Say } from "../i18n/language";

/** A secret shown once, until the person says to have it. */
export function Told({ say, text, secret, onDone }: { say: Say; text: string; secret: string; onDone: () => void }) {
  const [copied, setCopied] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [secret]);
  const copy = () =>
    navigator.clipboard
      ?.writeText(secret)
      .then(() => setCopied(true))
      .catch(() => setCopied(false)); // then it is selected by hand
  return (
    <div className="told" role="status" tabIndex={-1} ref={box} data-testid="told">
      <strong>{say("shownOnce")}</strong>
      <p>{text}</p>
      <code data-testid="told-secret">{secret}</code>
      <div className="row">
        <button type="button" onClick={() => void copy()}>{say(copied ? "copied" : "copy")}</button>
        <button type="button" className="strong" data-testid="told-done" onClick={onDone}>{say("done")}</button>
      </div>
    </div>
  );
}
