import type { ReactNode } from "react";
import type { Session } from "../api/types";
import { camerasHash, camerasRoute, mayLook } from "../cameras/route";
import type { Say } from "../i18n/language";
import { PersonMenu } from "./PersonMenu";

interface Props {
  session: Session;
  say: Say;
  onLanguage: () => void;
  onLogOut: () => void;
  children?: ReactNode;
}

/** The bar of every page: what the page puts there, then language, person and log-out. */
export function TopBar({ session, say, onLanguage, onLogOut, children }: Props) {
  return (
    <header className="bar">
      <strong>{say("title")}</strong>
      {children}
      {mayLook(session) && !session.roles.includes("officer") && camerasRoute(location.hash) === null && (
        <a className="cameras-link" href={camerasHash(null)} data-testid="cameras-link">{say("cameras")}</a>
      )}
      <PersonMenu session={session} say={say} />
      <button type="button" data-testid="language" onClick={onLanguage}>{say("language")}</button>
      <button type="button" data-testid="log-out" onClick={onLogOut}>{say("logOut")}</button>
    </header>
  );
}
