import { useEffect, useState, type FormEvent } from "react";
import { minute, type Desk } from "./AdminPage";
import { adminCalls, type Role, type Token } from "./calls";
import { RoleBoxes } from "./RoleBoxes";

const SURE_MS = 5000;

/** The table of tokens, and the form that makes one. */
export function Tokens({ desk, tokens }: { desk: Desk; tokens: Token[] | null }) {
  const { say } = desk;
  const [name, setName] = useState("");
  const [days, setDays] = useState("90");
  const [roles, setRoles] = useState<Role[]>([]);
  const [sure, setSure] = useState<string | null>(null);

  useEffect(() => {
    if (sure === null) {
      return;
    }
    const timer = window.setTimeout(() => setSure(null), SURE_MS);
    return () => window.clearTimeout(timer);
  }, [sure]);

  const make = async (event: FormEvent) => {
    event.preventDefault();
    const made = await desk.act(() => adminCalls.makeToken(name.trim(), roles, Number(days)));
    if (made) {
      desk.tell(say("secretFor", made.token.name), made.secret);
      setName("");
      setRoles([]);
    }
  };
  const revoke = async (token: Token) => {
    if (sure !== token.id) {
      setSure(token.id); // what cannot be undone takes two presses
      return;
    }
    setSure(null);
    await desk.act(() => adminCalls.revoke(token.id));
  };
  const good = (token: Token) => token.revoked === null && Date.parse(token.expires) > Date.now();
  const state = (token: Token) => say(token.revoked !== null ? "tokenRevoked" : good(token) ? "tokenGood" : "tokenExpired");
  return (
    <section>
      <h1>{say("tokensTitle")}</h1>
      <p className="quiet">{say("tokensText")}</p>
      <form className="make" onSubmit={(event) => void make(event)}>
        <h2>{say("tokenNew")}</h2>
        <label>
          {say("tokenName")}
          <input data-testid="token-name" required maxLength={60} autoComplete="off" value={name} onChange={(e) => setName(e.target.value)} />
        </label>
        <label className="days">
          {say("tokenDays")}
          <input data-testid="token-days" type="number" required min={1} max={365} step={1} value={days} onChange={(e) => setDays(e.target.value)} />
        </label>
        <RoleBoxes say={say} legend={say("accountRoles")} chosen={roles} onChange={setRoles} testid="token-role" />
        <button type="submit" className="strong" data-testid="token-make" disabled={roles.length === 0}>{say("tokenMake")}</button>
      </form>
      <table data-testid="tokens-table">
        <thead>
          <tr>
            <th>{say("tokenName")}</th>
            <th>{say("accountRoles")}</th>
            <th>{say("accountState")}</th>
            <th>{say("tokenExpires")}</th>
            <th>{say("tokenMadeBy")}</th>
            <th>{say("actions")}</th>
          </tr>
        </thead>
        <tbody>
          {tokens?.map((token) => (
            <tr key={token.id} className={good(token) ? "" : "off"}>
              <td><strong>{token.name}</strong> <code>{token.id}</code></td>
              <td>{token.roles.map((role) => say(`role_${role}`)).join(" · ")}</td>
              <td>{state(token)}</td>
              <td className="whole">{minute(token.expires)}</td>
              <td>{token.made_by}</td>
              <td>
                {good(token) && (
                  <button type="button" className={sure === token.id ? "alarm" : ""} aria-label={`${say(sure === token.id ? "tokenRevokeSure" : "tokenRevoke")}: ${token.name}`} onClick={() => void revoke(token)}>
                    {say(sure === token.id ? "tokenRevokeSure" : "tokenRevoke")}
                  </button>
                )}
              </td>
            </tr>
          ))}
          {tokens?.length === 0 && <tr><td colSpan={6} className="quiet">{say("tokensEmpty")}</td></tr>}
        </tbody>
      </table>
    </section>
  );
}
