import type { Say } from "../i18n/language";
import { ROLES, type Role } from "./calls";

const ACTING: ReadonlySet<Role> = new Set(["officer", "supervisor", "control"]);
const WATCHING: ReadonlySet<Role> = new Set(["approver", "auditor"]);

/** Whether the rule of separate duties forbids a role beside those chosen. */
export function forbidden(role: Role, chosen: readonly Role[]): boolean {
  const others = chosen.filter((one) => one !== role);
  return (ACTING.has(role) && others.some((one) => WATCHING.has(one))) || (WATCHING.has(role) && others.some((one) => ACTING.has(one)));
}

interface Props {
  say: Say;
  legend: string;
  chosen: readonly Role[];
  onChange: (roles: Role[]) => void;
  testid: string;
}

/** Roles to tick. What cannot be together cannot be ticked together. */
export function RoleBoxes({ say, legend, chosen, onChange, testid }: Props) {
  const toggle = (role: Role) => onChange(ROLES.filter((one) => (one === role) !== chosen.includes(one)));
  return (
    <fieldset className="roles">
      <legend>{legend}</legend>
      {ROLES.map((role) => (
        <label key={role}>
          <input type="checkbox" data-testid={`${testid}-${role}`} checked={chosen.includes(role)} disabled={forbidden(role, chosen)} onChange={() => toggle(role)} />
          {say(`role_${role}`)}
        </label>
      ))}
    </fieldset>
  );
}
