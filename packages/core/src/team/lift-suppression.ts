import type { Work } from "../store/work.ts";
import type { SuppressionStore } from "../suppression/suppression.ts";
import { mayLift } from "../suppression/suppression.ts";
import type { MemberRecord } from "./team.ts";

/** Naming an address once more has mails sent to it again. What is not lifted stays, and is shown. */
export const liftSuppression = async (
  {
    stores,
    caller,
    now,
    commit,
  }: Pick<Work<SuppressionStore, MemberRecord>, "stores" | "caller" | "now" | "commit">,
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
