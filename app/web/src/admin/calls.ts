import { ask, call, tell } from "../api/client";

export const ROLES = ["officer", "supervisor", "control", "approver", "auditor", "instructor", "trainee", "admin"] as const;
export type Role = (typeof ROLES)[number];

export interface Account {
  name: string;
  roles: Role[];
  disabled: boolean;
  must_change_password: boolean;
  one_time_until: string | null;
  created: string;
  sessions: number;
}

export interface Token {
  id: string;
  name: string;
  roles: Role[];
  made_by: string;
  created: string;
  expires: string;
  revoked: string | null;
}

const account = (name: string) => `accounts/${encodeURIComponent(name)}`;

/** The administrator's operations. */
export const adminCalls = {
  accounts: async (): Promise<Account[]> => (await ask<{ accounts: Account[] }>("accounts", { background: true })).accounts,
  make: async (name: string, roles: Role[]): Promise<{ account: Account; one_time_password: string }> =>
    tell("POST", "accounts", { name, roles }),
  roles: async (name: string, roles: Role[]): Promise<Account> => tell("PUT", `${account(name)}/roles`, { roles }),
  disable: async (name: string, disabled: boolean): Promise<Account> => tell("PUT", `${account(name)}/disabled`, { disabled }),
  resetPassword: async (name: string): Promise<{ account: Account; one_time_password: string }> =>
    tell("POST", `${account(name)}/password`),
  tokens: async (): Promise<Token[]> => (await ask<{ tokens: Token[] }>("tokens", { background: true })).tokens,
  makeToken: async (name: string, roles: Role[], days: number): Promise<{ token: Token; secret: string }> =>
    tell("POST", "tokens", { name, roles, expires_days: days }),
  revoke: async (id: string): Promise<void> => void (await call("DELETE", `tokens/${encodeURIComponent(id)}`)),
};
