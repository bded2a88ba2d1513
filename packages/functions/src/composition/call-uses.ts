import { authorizerTable } from "@latchkey/aws/table/authorizer-table";
import { nonceTable } from "@latchkey/aws/table/nonce-table";
import { rehashTable } from "@latchkey/aws/table/rehash-table";
import { createUseRecorder, onceAMinute } from "@latchkey/core/verdict/use-recorder";
import { type CallUses, createCallUses, type Rehasher } from "../admission/call-uses.ts";
import { table } from "./dependencies.ts";
import { createLog } from "./log.ts";
import { once } from "./once.ts";

const log = /* @__PURE__ */ once(() => createLog("admission"));

export const rehasher = /* @__PURE__ */ once(
  (): Rehasher => onceAMinute(rehashTable(table()), (error) => log().warn("key not hashed anew", { error })),
);

export const callUses = /* @__PURE__ */ once(
  (): CallUses =>
    createCallUses(
      nonceTable(table()),
      createUseRecorder(authorizerTable(table()).touchLastUsed, (error) =>
        log().warn("last use not recorded", { error }),
      ),
      rehasher(),
    ),
);
