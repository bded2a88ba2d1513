import { authorizerTable } from "@latchkey/aws/stores/authorizer-table";
import { replayProtectionTable } from "@latchkey/aws/stores/replay-protection-table";
import { createUseRecorder } from "@latchkey/core/credential/use-recorder";
import { type CallUses, createCallUses } from "../call/call-uses.ts";
import { table } from "./dependencies.ts";
import { createLog } from "./log.ts";
import { once } from "./once.ts";
import { rehasher } from "./rehasher.ts";

const log = /* @__PURE__ */ once(() => createLog("admission"));

export const callUses = /* @__PURE__ */ once(
  (): CallUses =>
    createCallUses(
      replayProtectionTable(table()),
      createUseRecorder(authorizerTable(table()).touchLastUsed, (error) =>
        log().warn("last use not recorded", { error }),
      ),
      rehasher(),
    ),
);
