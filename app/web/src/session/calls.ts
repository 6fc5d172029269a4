import { call, tell } from "../api/client";
import type { Session } from "../api/types";

/** What a person does with a session of their own. */
export const sessionCalls = {
  lock: async (): Promise<void> => void (await call("POST", "session/lock")),
  unlock: async (password: string): Promise<Session> => tell("POST", "session/unlock", { password }),
  choosePassword: async (old: string, chosen: string): Promise<void> =>
    void (await call("PUT", "session/password", { old, new: chosen })),
};
