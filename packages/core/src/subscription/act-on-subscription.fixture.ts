import type { Caller } from "../access/caller.ts";
import type { PlatformWork } from "../platform/work.ts";
import type { Service } from "../service/service.ts";
import { CAST, the } from "../testing/cast.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aConsumer, aService, aSubscription, DAY, NOW, timeAt } from "../testing/records.ts";
import { actOnSubscription } from "./act-on-subscription.ts";
import { ahead } from "./decisions.fixture.ts";
import type { Subscription } from "./subscription.ts";
import type { SubscriptionAction, SubscriptionActionInput } from "./subscription-input.ts";

export const OWNER = the("owner", "providers");
export const MEMBER = the("member", "callers");
export const PLANS = [{ name: "small" }, { name: "large", durationDays: 30 }];

export interface Case {
  fields?: Partial<Subscription>;
  service?: Partial<Service>;
  input?: SubscriptionActionInput;
  caller?: Caller;
  work?: Partial<PlatformWork>;
}

export const worldOf = ({ fields, service }: Case) =>
  aWorld({
    ...CAST,
    consumer: aConsumer(),
    service: aService({ plans: PLANS, approvers: ["ann@x.test"], revision: 3, ...service }),
    subscription: aSubscription({ plan: "small", revision: 2, ...fields }),
  });

export const acting = async (action: SubscriptionAction, given: Case = {}, world = worldOf(given)) => {
  const isConsumers = ["renew", "change-plan", "withdraw", "cancel"].includes(action);
  const work = world.work(given.caller ?? (isConsumers ? MEMBER : OWNER), given.work);
  const outcome = await outcomeOf(() => actOnSubscription(work, "sub_1", action, given.input ?? {}));
  const after = await world.stores.subscription("sub_1");
  return { ...world, outcome, after };
};

export const ACTIVE = { status: "active", ...ahead } as const;
export const PAST = { status: "active", expiresAt: timeAt(NOW - DAY), termDays: 30 } as const;
export const MAILS = [`spend mails/by/${MEMBER.email} 1`, "spend mails/of/callers 1"];
export const NO_LONGER = ["count living -1", "count living -1"];
