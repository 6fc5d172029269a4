import { useState, type FormEvent } from "react";
import { ApiError } from "../api/client";
import type { Say } from "../i18n/language";
import { sessionCalls } from "./calls";

const LEAST = 12;

interface Props {
  say: Say;
  user: string;
  /** The password so far was given by somebody else. */
  oneTime: boolean;
  onDone: () => void;
  onCancel?: () => void;
}

/** The old password once, the new one twice. */
export function PasswordForm({ say, user, oneTime, onDone, onCancel }: Props) {
  const [old, setOld] = useState("");
  const [chosen, setChosen] = useState("");
  const [again, setAgain] = useState("");
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);

  const missing = LEAST - [...chosen].length;
  const hint = chosen !== "" && missing > 0 ? say("passwordTooShort", missing) : again !== "" && again !== chosen ? say("passwordsDiffer") : "";

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (missing > 0 || chosen !== again) {
      setProblem(missing > 0 ? say("passwordTooShort", missing) : say("passwordsDiffer"));
      return;
    }
    setBusy(true);
    setProblem("");
    try {
      await sessionCalls.choosePassword(old, chosen);
      onDone();
    } catch (error) {
      setBusy(false);
      const known = error instanceof ApiError && error.status > 0;
      setProblem(known ? (error.code === "login_wrong" ? say("unlockWrong") : error.message) : say("noServer"));
    }
  };
  const field = (label: string, name: string, value: string, set: (value: string) => void, complete: string, first = false) => (
    <label>
      {label}
      <input data-testid={name} type="password" autoComplete={complete} required autoFocus={first} value={value} onChange={(e) => set(e.target.value)} />
    </label>
  );
  return (
    <form className="password" onSubmit={(event) => void submit(event)}>
      <input type="text" autoComplete="username" value={user} readOnly hidden />
      {field(say(oneTime ? "oneTimePassword" : "oldPassword"), "old-password", old, setOld, "current-password", true)}
      {field(say("newPassword"), "new-password", chosen, setChosen, "new-password")}
      {field(say("newPasswordAgain"), "new-password-again", again, setAgain, "new-password")}
      <p className="quiet">{say("passwordHint")}</p>
      <p className={problem ? "alarm" : "quiet"} role={problem ? "alert" : "status"}>{problem ? `⚠ ${problem}` : hint || " "}</p>
      <div className="row">
        <button type="submit" className="strong" data-testid="save-password" disabled={busy}>{say("save")}</button>
        {onCancel && <button type="button" onClick={onCancel}>{say("cancel")}</button>}
      </div>
    </form>
  );
}
