import type { Session } from "../api/types";
import type { Say } from "../i18n/language";
import { PasswordForm } from "./PasswordForm";

interface Props {
  session: Session;
  say: Say;
  onLanguage: () => void;
  onLogOut: () => void;
  onDone: () => void;
}

/** After a one-time password nothing answers but this. */
export function FirstPassword({ session, say, onLanguage, onLogOut, onDone }: Props) {
  return (
    <div className="page login" data-testid="first-password">
      <section className="card">
        <div className="spread">
          <h1>{say("forced")}</h1>
          <button type="button" data-testid="language" onClick={onLanguage}>{say("language")}</button>
        </div>
        <p>{say("person", session.user)}</p>
        <p className="quiet">{say("forcedText")}</p>
        <PasswordForm say={say} user={session.user} oneTime onDone={onDone} />
        <button type="button" className="plain" data-testid="log-out" onClick={onLogOut}>{say("logOut")}</button>
      </section>
    </div>
  );
}
