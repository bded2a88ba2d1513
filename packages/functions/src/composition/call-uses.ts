import { authorizerTable } from "@latchkey/aws/stores/authorizer-table";
import { replayProtectionTable } from "@latchkey/aws/stores/replay-protection-table";
import { createUseRecorder } from "@latchkey/core/credential/use-recorder";
import { once } from "@latchkey/core/once";
import { type CallUses, createCallUses } from "../call/call-uses.ts";
import { callTable } from "./call-dependencies.ts";
import { createLog } from "./log.ts";
import { rehasher } from "./rehasher.ts";

const log = /* @__PURE__ */ once(() => createLog("admission"));

export const callUses = /* @__PURE__ */ once(
  (): CallUses =>
    createCallUses(
      replayProtectionTable(callTable()),
      createUseRecorder(authorizerTable(callTable()).touchLastUsed, (error) =>
        log().warn("last use not recorded", { error }),
      ),
      rehasher(),
    ),
);
