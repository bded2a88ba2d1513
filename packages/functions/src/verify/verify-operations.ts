import { readService } from "@latchkey/core/service/read-service";
import { callLimits } from "../composition/call-limits.ts";
import { callUses } from "../composition/call-uses.ts";
import { createLog } from "../composition/log.ts";
import { once } from "../composition/once.ts";
import { verdicts } from "../composition/verdicts.ts";
import { operation } from "../http/operation.ts";
import { verifiedCall } from "./verified-call.ts";
import { verifyCall } from "./verify-call.ts";
import { VerifyAnswer, VerifyInput } from "./verify-input.ts";

const log = /* @__PURE__ */ once(() => createLog("verify"));

export const verifyOperations = {
  verifyCall: operation({
    summary: "Ask for the verdict on a call that your own program has received.",
    body: VerifyInput,
    answer: VerifyAnswer,
    handle: async (work, { body }) => {
      const { slug: service } = await readService(work, body.service);
      const request = verifiedCall(body, service, "");
      const refused = (reason: string, known?: { consumer: { id: string }; credential: { id: string } }) =>
        log().info("refused", {
          slug: service,
          reason,
          ...(known ? { consumer: known.consumer.id, credential: known.credential.id } : {}),
        });
      const ports = { authorizer: verdicts(), uses: callUses(), limits: callLimits(), refused };
      return {
        status: 200,
        body: await verifyCall(ports, request, work.now, body.bodySha256?.toLowerCase()),
      };
    },
  }),
};
