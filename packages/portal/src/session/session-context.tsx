import { createContext, use, useSyncExternalStore } from "react";
import type { Session, SessionState } from "../api/session.ts";

export const SessionContext = createContext<Session | undefined>(undefined);

export const useSession = (): Session => {
  const session = use(SessionContext);
  if (!session) throw new Error("There is no session here.");
  return session;
};

export const useSessionState = (): SessionState => {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, session.state);
};
