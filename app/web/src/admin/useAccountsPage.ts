import { useEffect, useState } from "react";

const HASH = "#accounts";

/** Whether the address asks for the accounts. */
export function useAccountsPage(): boolean {
  const [asked, setAsked] = useState(location.hash === HASH);
  useEffect(() => {
    const onHash = () => setAsked(location.hash === HASH);
    window.addEventListener("hashchange", onHash);
    return () => window.removeEventListener("hashchange", onHash);
  }, []);
  return asked;
}
