import { useRef, useState } from "react";
import type { Session } from "../api/types";
import { camerasHash, mayLook } from "../cameras/route";
import type { Say } from "../i18n/language";
import { sessionCalls } from "./calls";
import { PasswordForm } from "./PasswordForm";
import { present } from "./presence";

/** The person's name: a button that opens what concerns the person alone. */
export function PersonMenu({ session, say }: { session: Session; say: Say }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [changing, setChanging] = useState(false);
  const [changed, setChanged] = useState(false);

  const open = () => {
    setChanging(false);
    setChanged(false);
    dialog.current?.showModal();
  };
  const lock = () => {
    dialog.current?.close();
    present.locked();
    sessionCalls.lock().catch(() => {});
  };
  return (
    <>
      <button type="button" className="push person" data-testid="person" aria-haspopup="dialog" onClick={open}>{session.user}</button>
      <dialog ref={dialog} className="person" aria-label={say("person", session.user)} onKeyDown={(event) => event.stopPropagation()}>
        <div className="spread">
          <strong>{session.user}</strong>
          <span className="quiet">{session.roles.map((role) => say(`role_${role}` as Parameters<Say>[0])).join(" · ")}</span>
        </div>
        {changing ? (
          <PasswordForm
            say={say}
            user={session.user}
            oneTime={false}
            onCancel={() => setChanging(false)}
            onDone={() => {
              setChanging(false);
              setChanged(true);
            }}
          />
        ) : (
          <div className="choices">
            {changed && <p role="status">{say("passwordChanged")}</p>}
            {session.roles.includes("admin") && session.roles.length > 1 && (
              <a className="choice" href="#accounts" onClick={() => dialog.current?.close()}>{say("accountsPage")}</a>
            )}
            {mayLook(session) && session.roles.includes("officer") && (
              <a className="choice" href={camerasHash(null)} onClick={() => dialog.current?.close()}>{say("cameras")}</a>
            )}
            <button type="button" data-testid="lock" onClick={lock}>{say("lock")}</button>
            <button type="button" data-testid="change-password" onClick={() => setChanging(true)}>{say("changePassword")}</button>
            <button type="button" onClick={() => dialog.current?.close()}>{say("close")}</button>
          </div>
        )}
      </dialog>
    </>
  );
}
