import { useState } from "react";
import { useSession } from "./session-context.tsx";

/** Signs in at the issuer, and comes back to this address. */
export const useSignIn = (former?: unknown) => {
  const session = useSession();
  const [error, setError] = useState<unknown>(former);
  const [busy, setBusy] = useState(false);
  const signIn = async (): Promise<void> => {
    setBusy(true);
    try {
      await session.signIn(window.location.pathname + window.location.search);
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return { signIn, busy, error };
};
