import type { Service } from "../service/service.ts";
import type { Subscription } from "../subscription/subscription.ts";
import { CAST } from "../testing/cast.ts";
import type { Records } from "../testing/kept-records.ts";
import { aWorld } from "../testing/memory-world.ts";
import { aConsumer, aMember, aRing, aService, aSubscription, DAY, keysOf, NOW } from "../testing/records.ts";
import { type DecidingLink, signDecidingLink } from "./approval-link.ts";
import type { ApprovalReads } from "./read-approval.ts";

export const ANN = "ann@providers.test";
export const BOB = "bob@providers.test";
export const DEE = "dee@providers.test";
const RING = aRing("k1");

export interface Case {
  fields?: Partial<Subscription>;
  service?: Partial<Service>;
  records?: Records;
  link?: Partial<DecidingLink>;
  now?: number;
  admins?: string[];
}

/** An application to a service that Ann and Bob decide on, and a link about it. */
export const approvalWorld = (given: Case = {}) => {
  const world = aWorld({
    ...CAST,
    member: [
      ...CAST.member,
      ...[ANN, DEE].map((email) => aMember({ id: `mem_${email}`, team: "providers", email, role: "member" })),
    ],
    consumer: aConsumer(),
    service: aService({ approvers: [ANN, BOB], ...given.service }),
    subscription: aSubscription(given.fields),
    ...given.records,
  });
  const reads: ApprovalReads = {
    keys: keysOf(RING),
    admins: given.admins ?? [],
    stores: world.stores,
    now: given.now ?? NOW,
  };
  const token = signDecidingLink(RING, {
    subscription: "sub_1",
    application: 1,
    approver: ANN,
    expires: (NOW + 14 * DAY) / 1000,
    ...given.link,
  });
  return { ...world, reads, token };
};
