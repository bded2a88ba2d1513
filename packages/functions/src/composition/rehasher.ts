import { recordRing } from "@latchkey/aws/key-ring/record-ring";
import { rehashTable } from "@latchkey/aws/stores/rehash-table";
import { onceAMinute } from "@latchkey/core/credential/use-recorder";
import { once } from "@latchkey/core/once";
import type { Rehasher } from "../call/call-uses.ts";
import { callKeyRings, callTable } from "./call-dependencies.ts";
import { createLog } from "./log.ts";

export const rehasher = /* @__PURE__ */ once(
  (): Rehasher =>
    onceAMinute(rehashTable({ ...callTable(), ring: recordRing(callKeyRings()).ring }), (error) =>
      createLog("admission").warn("key not hashed again", { error }),
    ),
);
