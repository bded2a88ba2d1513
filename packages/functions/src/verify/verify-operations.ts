import { once } from "@latchkey/core/once";
import { readService } from "@latchkey/core/service/read-service";
import { callLimits } from "../composition/call-limits.ts";
import { callUses } from "../composition/call-uses.ts";
import { countedLine } from "../composition/counted-lines.ts";
import { createLog } from "../composition/log.ts";
import { verdicts } from "../composition/verdicts.ts";
import { operation } from "../http/operation.ts";
import { verifiedCall } from "./verified-call.ts";
import { verifiedLine } from "./verified-line.ts";
import { type VerifyPorts, verifyCall } from "./verify-call.ts";
import { VerifyAnswer, VerifyInput } from "./verify-input.ts";

const log = /* @__PURE__ */ once(() => createLog("verify"));

export const verifyOperations = {
  verifyCall: operation({
    summary: "Ask for the verdict on a call that your own program has received.",
    body: VerifyInput,
    answer: VerifyAnswer,
    changesNothing: true,
    handle: async (work, { body, requestId }) => {
      const service = await readService(work, body.service);
      const answered: VerifyPorts["answered"] = (answer, known, reason) => {
        const line = verifiedLine(
          { requestId, method: body.method, path: body.path, now: work.now },
          service,
          answer,
          known,
          reason,
        );
        log().info("call", { ...line });
        countedLine("call", line);
      };
      const ports = { authorizer: verdicts(), uses: callUses(), limits: callLimits(), answered };
      const request = verifiedCall(body, service, "");
      return {
        status: 200,
        body: await verifyCall(ports, request, work.now, body.bodySha256?.toLowerCase()),
      };
    },
  }),
};
