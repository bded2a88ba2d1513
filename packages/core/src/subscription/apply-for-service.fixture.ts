import type { Caller } from "../access/caller.ts";
import type { Service } from "../service/service.ts";
import { CAST, the } from "../testing/cast.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aConsumer, aService, aSubscription } from "../testing/records.ts";
import { applyForService } from "./apply-for-service.ts";
import type { Subscription } from "./subscription.ts";
import { NewSubscription } from "./subscription-input.ts";

export const MEMBER = the("member", "callers");
export const CONSUMER = aConsumer({ revision: 4 });

export interface Case {
  service?: Partial<Service>;
  former?: Partial<Subscription>;
  input?: object;
  caller?: Caller;
}

export const worldOf = ({ service, former }: Case) =>
  aWorld({
    ...CAST,
    consumer: CONSUMER,
    service: aService({ approvers: ["ann@x.test", "bob@x.test"], revision: 3, ...service }),
    subscription: former ? aSubscription(former) : [],
  });

export const applying = async (given: Case, world = worldOf(given)) => {
  const input = NewSubscription.parse({ service: "svc_1", ...given.input });
  const work = world.work(given.caller ?? MEMBER);
  const outcome = await outcomeOf(() => applyForService(work, CONSUMER.id, input));
  const made = world.tables.find("subscription", ({ id }) => id !== "sub_1");
  return { ...world, outcome, made };
};

export const REQUESTED = `subscription.requested by ${MEMBER.email}`;
export const COUNTED = ["count living +1", "count living +1"];
export const EXPECTED = ["expect-consumer", "expect-service weather 3"];
export const asked = (mails: number) => [
  `spend mails/by/${MEMBER.email} ${mails}`,
  `spend mails/of/callers ${mails}`,
];
