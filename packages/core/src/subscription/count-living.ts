import { notFound } from "../refusal.ts";
import type { OtherWrite } from "../store/change.ts";
import type { Subscription } from "./subscription.ts";

/**
 * Counted on both sides: a service is not deleted, and a deleted consumer not erased, while it has living subscriptions; and
 * none becomes living on a service or consumer that is being deleted at the same moment.
 */
export const countLiving = (
  { service, consumerId }: Pick<Subscription, "service" | "consumerId">,
  by: 1 | -1,
): OtherWrite[] => [
  {
    write: "count",
    counter: { of: "service", slug: service, what: "living" },
    by,
    otherwise: notFound("service"),
  },
  {
    write: "count",
    counter: { of: "consumer", id: consumerId, what: "living" },
    by,
    otherwise: notFound("consumer"),
  },
];
