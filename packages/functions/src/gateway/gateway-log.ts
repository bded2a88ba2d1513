import { once } from "@latchkey/core/once";
import { countedLine } from "../composition/counted-lines.ts";
import { createLog } from "../composition/log.ts";
import type { GatewayLog } from "./call-line.ts";

const log = once(() => createLog("gateway"));

/** The Lambda's log: each call is one JSON line with the message `call`, which is what usage is counted from. */
export const gatewayLog: GatewayLog = {
  call: (line) => {
    log().info("call", line);
    countedLine("call", line);
  },
  fault: (requestId, error) => log().error("fault", { requestId, error }),
};
