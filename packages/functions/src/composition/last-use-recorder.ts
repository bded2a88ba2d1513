import { authorizerTable } from "@latchkey/aws/stores/authorizer-table";
import { createUseRecorder, type UseRecorder } from "@latchkey/core/credential/use-recorder";
import { once } from "@latchkey/core/once";
import { callTable } from "./call-dependencies.ts";
import { createLog } from "./log.ts";

const log = /* @__PURE__ */ once(() => createLog("admission"));

export const lastUseRecorder = /* @__PURE__ */ once(
  (): UseRecorder =>
    createUseRecorder(authorizerTable(callTable()).touchLastUsed, (error) =>
      log().warn("last use not recorded", { error }),
    ),
);
