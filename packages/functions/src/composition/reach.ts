import { once } from "@latchkey/core/once";
import { type Reach, reachOfOneMachine, reachOfStage, webhookReachOfOneMachine } from "../egress/reach.ts";
import { settings } from "./settings.ts";

const ofStage = /* @__PURE__ */ once((): Reach => reachOfStage(settings().LATCHKEY_ALLOWED_UPSTREAMS));

/** Where upstreams and published keys may be. */
export const reach = (): Reach =>
  settings().LATCHKEY_PRIVATE_UPSTREAMS === "true" ? reachOfOneMachine : ofStage();

export const webhookReach = (): Reach =>
  settings().LATCHKEY_PRIVATE_WEBHOOKS === "true" ? webhookReachOfOneMachine : ofStage();
