import { recordRing } from "@latchkey/aws/key-ring/record-ring";
import { rehashTable } from "@latchkey/aws/stores/rehash-table";
import { onceAMinute } from "@latchkey/core/credential/use-recorder";
import { once } from "@latchkey/core/once";
import type { Rehasher } from "../call/call-uses.ts";
import { callKeyRings, callTable } from "./call-dependencies.ts";

/** The log is loaded when there is something to say: the authorizer, which has no other use for it, starts faster. */
const report = async (error: unknown): Promise<void> => {
  const { createLog } = await import("./log.ts");
  createLog("admission").warn("key not hashed again", { error });
};

export const rehasher = /* @__PURE__ */ once(
  (): Rehasher =>
    onceAMinute(
      rehashTable({ ...callTable(), ring: recordRing(callKeyRings()).ring }),
      (error) => void report(error),
    ),
);
