import { useState, type FormEvent } from "react";
import { api, ApiError } from "../api/client";
import type { Session } from "../api/types";
import type { Say } from "../i18n/language";

interface Props {
  say: Say;
  onLanguage: () => void;
  onSession: (session: Session) => void;
}

/** The way in. */
export function Login({ say, onLanguage, onSession }: Props) {
  const [user, setUser] = useState("");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem("");
    try {
      onSession(await api.logIn(user.trim(), password));
    } catch (error) {
      const status = error instanceof ApiError ? error.status : 0;
      setProblem(
        error instanceof ApiError && error.code === "one_time_expired"
          ? error.message
          : say(status === 401 ? "loginFailed" : status === 429 ? "loginTooOften" : "noServer"),
      );
      setBusy(false);
    }
  };
  return (
    <div className="page login">
      <form onSubmit={(event) => void submit(event)}>
        <div className="spread">
          <h1>{say("title")}</h1>
          <button type="button" data-testid="language" onClick={onLanguage}>{say("language")}</button>
        </div>
        <p className="quiet">{say("subtitle")}</p>
        <label>
          {say("user")}
          <input data-testid="login-user" autoComplete="username" autoFocus required value={user} onChange={(e) => setUser(e.target.value)} />
        </label>
        <label>
          {say("password")}
          <input data-testid="login-password" type="password" autoComplete="current-password" required value={password} onChange={(e) => setPassword(e.target.value)} />
        </label>
        {problem && <p className="alarm" role="alert">⚠ {problem}</p>}
        <button type="submit" data-testid="login-submit" disabled={busy}>{say("logIn")}</button>
        <p className="quiet">{say("loginHint")}</p>
      </form>
    </div>
  );
}
