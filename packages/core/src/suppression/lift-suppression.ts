import type { Work } from "../work.ts";
import { mayLift } from "./suppression.ts";

/** Naming an address once more has mails sent to it again. What is not lifted stays, and is shown. */
export const liftSuppression = async (
  { stores, caller, now, commit }: Pick<Work, "stores" | "caller" | "now" | "commit">,
  address: string,
): Promise<void> => {
  const [known] = await stores.suppressions([address]);
  if (!known || !mayLift(known, caller.admin, now)) return;
  await commit({
    writes: [{ write: "lift-suppression", address, at: now }],
    events: [],
    result: { kind: "member", keys: {} },
  });
};
