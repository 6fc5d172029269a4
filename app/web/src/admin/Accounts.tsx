import { useState, type FormEvent } from "react";
import { minute, type Desk } from "./AdminPage";
import { adminCalls, type Account, type Role } from "./calls";
import { RoleBoxes } from "./RoleBoxes";

/** A time that stays in one line: no break after its hyphens and spaces. */
function unbroken(time: string): string {
  return time.replace(/-/g, "-\u2060").replace(/ /g, "\u00a0");
}

/** The table of accounts, and the form that makes one. */
export function Accounts({ desk, me, accounts }: { desk: Desk; me: string; accounts: Account[] | null }) {
  const { say } = desk;
  const [name, setName] = useState("");
  const [roles, setRoles] = useState<Role[]>([]);
  const [editing, setEditing] = useState<string | null>(null);
  const [edited, setEdited] = useState<Role[]>([]);

  const make = async (event: FormEvent) => {
    event.preventDefault();
    const made = await desk.act(() => adminCalls.make(name.trim(), roles));
    if (made) {
      desk.tell(say("oneTimeFor", made.account.name), made.one_time_password);
      setName("");
      setRoles([]);
    }
  };
  const reset = async (account: Account) => {
    const made = await desk.act(() => adminCalls.resetPassword(account.name));
    if (made) {
      desk.tell(say("oneTimeFor", account.name), made.one_time_password);
    }
  };
  const disable = async (account: Account, disabled: boolean) => {
    if (await desk.act(() => adminCalls.disable(account.name, disabled))) {
      desk.notice(say(disabled ? "disabledAccount" : "enabledAccount", account.name), () => void disable(account, !disabled));
    }
  };
  const change = async (account: Account, to: Role[]) => {
    if (await desk.act(() => adminCalls.roles(account.name, to))) {
      setEditing(null);
      desk.notice(say("changedRoles", account.name), () => void change(account, account.roles));
    }
  };
  const state = (account: Account) => {
    if (account.disabled) {
      return say("accountDisabled");
    }
    if (account.one_time_until === null) {
      return say("accountActive");
    }
    return Date.parse(account.one_time_until) < Date.now() ? say("accountExpired") : say("accountFirst", unbroken(minute(account.one_time_until)));
  };
  return (
    <section>
      <form className="make" onSubmit={(event) => void make(event)}>
        <h2>{say("accountNew")}</h2>
        <label>
          {say("accountName")}
          <input data-testid="account-name" required minLength={2} maxLength={40} pattern="[A-Za-z0-9][A-Za-z0-9._\-]{1,39}" title={say("accountNameHint")} placeholder={say("accountNameHint")} autoComplete="off" spellCheck={false} value={name} onChange={(e) => setName(e.target.value)} />
        </label>
        <RoleBoxes say={say} legend={say("accountRoles")} chosen={roles} onChange={setRoles} testid="account-role" />
        <button type="submit" className="strong" data-testid="account-make" disabled={roles.length === 0}>{say("accountMake")}</button>
        <p className="quiet">{say("rolesHint")}</p>
      </form>
      <table data-testid="accounts-table">
        <thead>
          <tr>
            <th>{say("accountName")}</th>
            <th>{say("accountRoles")}</th>
            <th>{say("accountState")}</th>
            <th className="number">{say("accountSessions")}</th>
            <th>{say("accountCreated")}</th>
            <th>{say("actions")}</th>
          </tr>
        </thead>
        <tbody>
          {accounts?.map((account) => (
            <tr key={account.name} className={account.disabled ? "off" : ""}>
              <td className="whole"><strong>{account.name}</strong></td>
              <td>
                {editing === account.name ? (
                  <div className="edit">
                    <RoleBoxes say={say} legend={say("rolesChange")} chosen={edited} onChange={setEdited} testid={`roles-of-${account.name}`} />
                    <div className="row">
                      <button type="button" className="strong" disabled={edited.length === 0} onClick={() => void change(account, edited)}>{say("save")}</button>
                      <button type="button" onClick={() => setEditing(null)}>{say("cancel")}</button>
                    </div>
                  </div>
                ) : (
                  account.roles.map((role) => say(`role_${role}`)).join(" · ")
                )}
              </td>
              <td>{state(account)}</td>
              <td className="number">{account.sessions}</td>
              <td className="whole">{minute(account.created)}</td>
              <td>
                <div className="row">
                  <button
                    type="button"
                    aria-label={`${say("rolesChange")}: ${account.name}`}
                    disabled={editing === account.name}
                    onClick={() => {
                      setEditing(account.name);
                      setEdited(account.roles);
                    }}
                  >
                    {say("rolesChange")}
                  </button>
                  <button type="button" aria-label={`${say("accountReset")}: ${account.name}`} disabled={account.name === me} onClick={() => void reset(account)}>{say("accountReset")}</button>
                  <button type="button" aria-label={`${say(account.disabled ? "accountEnable" : "accountDisable")}: ${account.name}`} disabled={account.name === me} onClick={() => void disable(account, !account.disabled)}>
                    {say(account.disabled ? "accountEnable" : "accountDisable")}
                  </button>
                </div>
              </td>
            </tr>
          ))}
          {accounts?.length === 1 && <tr><td colSpan={6} className="quiet">{say("accountOnlyYou")}</td></tr>}
        </tbody>
      </table>
    </section>
  );
}
