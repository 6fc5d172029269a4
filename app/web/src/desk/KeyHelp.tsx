import { useState, type KeyboardEvent, type Ref } from "react";
import type { Say } from "../i18n/language";
import { free, holder, KEYS, pressed, shown, USUAL_KEYS, type Bindings, type KeyName } from "./keys";

interface Props {
  dialog: Ref<HTMLDialogElement>;
  bindings: Bindings;
  onBindings: (next: Bindings) => void;
  say: Say;
}

const NAMES = Object.keys(KEYS) as KeyName[];

/** The keys of this page as they are now. One is changed by choosing it and pressing another; a conflict is said at once. */
export function KeyHelp({ dialog, bindings, onBindings, say }: Props) {
  const [chosen, setChosen] = useState<KeyName | null>(null);
  const [message, setMessage] = useState<{ text: string; bad: boolean } | null>(null);

  const onKey = (event: KeyboardEvent, name: KeyName) => {
    if (chosen !== name || event.key === "Tab" || event.key === "Shift" || event.key === "Alt") {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") {
      setChosen(null);
      setMessage(null);
      return;
    }
    const press = pressed(event.nativeEvent);
    const other = holder(bindings, press, name);
    if (!free(press) || event.ctrlKey || event.metaKey) {
      setMessage({ text: say("keyReserved", shown(press)), bad: true });
    } else if (other) {
      setMessage({ text: say("keyTaken", shown(press), say(KEYS[other].text)), bad: true });
    } else {
      onBindings({ ...bindings, [name]: press });
      setMessage({ text: say("keyChanged", say(KEYS[name].text), shown(press)), bad: false });
      setChosen(null);
    }
  };
  return (
    <dialog ref={dialog} className="keys" aria-label={say("keys")} onClose={() => { setChosen(null); setMessage(null); }}>
      <div className="spread">
        <strong>{say("keys")}</strong>
        <span role="status" className={message?.bad ? "alarm" : "quiet"}>
          {message?.bad ? "⚠ " : ""}{message?.text ?? say(chosen ? "keyPress" : "keyChoose")}
        </span>
      </div>
      <ul>
        {NAMES.map((name) => (
          <li key={name}>
            <button
              type="button"
              className={bindings[name] === USUAL_KEYS[name] ? "key" : "key own"}
              aria-pressed={chosen === name}
              aria-label={`${say(KEYS[name].text)} ${shown(bindings[name])}`}
              onClick={() => { setChosen(chosen === name ? null : name); setMessage(null); }}
              onKeyDown={(event) => onKey(event, name)}
              onBlur={() => setChosen(null)}
            >
              <kbd>{chosen === name ? "…" : shown(bindings[name])}</kbd>
            </button>
            <span>{say(KEYS[name].text)}</span>
          </li>
        ))}
        <li><kbd>1 – 9</kbd> <span>{say("reason")}</span></li>
      </ul>
      <form method="dialog" className="spread">
        <button type="button" data-testid="usual-keys" onClick={() => { onBindings(USUAL_KEYS); setMessage({ text: say("usualKeysBack"), bad: false }); }}>
          {say("usualKeys")}
        </button>
        <button type="submit">{say("close")}</button>
      </form>
    </dialog>
  );
}
