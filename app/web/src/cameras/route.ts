import { useEffect, useState } from "react";
import type { Session } from "../api/types";

/** Which page of the cameras the address names: all of them (`#cameras`), or one (`#cameras/NAME`). */
export interface CamerasRoute {
  name: string | null;
}

const LOOK = ["control", "supervisor", "auditor", "admin"];

export function mayLook(session: Session): boolean {
  return session.roles.some((role) => LOOK.includes(role));
}

export function camerasRoute(hash: string): CamerasRoute | null {
  const found = /^#cameras(?:\/(.+))?$/.exec(hash);
  if (!found) {
    return null;
  }
  try {
    return { name: found[1] === undefined ? null : decodeURIComponent(found[1]) };
  } catch {
    return { name: null };
  }
}

export function camerasHash(name: string | null): string {
  return name === null ? "#cameras" : `#cameras/${encodeURIComponent(name)}`;
}

/** The page that the person's other work is on; null where there is none. */
export function workHash(session: Session): string | null {
  const pages = { supervisor: "#supervisor", officer: "#desk", auditor: "#audit", admin: "#accounts" };
  return Object.entries(pages).find(([role]) => session.roles.includes(role))?.[1] ?? null;
}

export function useCamerasRoute(): CamerasRoute | null {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const onHash = () => setHash(location.hash);
    window.addEventListener("hashchange", onHash);
    return () => window.removeEventListener("hashchange", onHash);
  }, []);
  return camerasRoute(hash);
}
