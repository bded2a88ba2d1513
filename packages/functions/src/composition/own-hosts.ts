import { once } from "@latchkey/core/once";
import { type OwnHosts, ownHosts } from "../egress/own-hosts.ts";
import { callSettings } from "./call-settings.ts";

/** Where this stage itself answers, and nothing of a team's may lead. */
export const ownHostsOfStage = /* @__PURE__ */ once(
  // Lambda's runtime API hands out the next invocation, and takes its answer, from any caller.
  (): OwnHosts =>
    ownHosts([callSettings().LATCHKEY_OWN_HOSTS, process.env["AWS_LAMBDA_RUNTIME_API"]].join(",")),
);
