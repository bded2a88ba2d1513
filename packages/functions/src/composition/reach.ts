import { once } from "@latchkey/core/once";
import { type Reach, reachOfOneMachine, reachOfStage, webhookReachOfOneMachine } from "../egress/reach.ts";
import { callSettings } from "./call-settings.ts";

const ofStage = /* @__PURE__ */ once((): Reach => reachOfStage(callSettings().LATCHKEY_ALLOWED_UPSTREAMS));

/** Where upstreams and published keys may be. */
export const reach = (): Reach =>
  callSettings().LATCHKEY_PRIVATE_UPSTREAMS === "true" ? reachOfOneMachine : ofStage();

export const webhookReach = (): Reach =>
  callSettings().LATCHKEY_PRIVATE_WEBHOOKS === "true" ? webhookReachOfOneMachine : ofStage();
