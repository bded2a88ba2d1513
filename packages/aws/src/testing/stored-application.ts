import type { Service } from "@latchkey/core/service/service";
import type { Subscription } from "@latchkey/core/subscription/subscription";
import { fresh } from "@latchkey/core/testing/fresh-records";
import type { TestStore } from "./store-for-tests.ts";

interface Fields {
  service?: Partial<Service>;
  subscription?: Partial<Subscription>;
}

/** The application of a consumer for a service of its own team, which has one owner. */
export const storedApplication = async (store: TestStore, fields: Fields = {}) => {
  const team = fresh.team();
  const service = fresh.service(team.slug, fields.service);
  const consumer = fresh.consumer(team.slug, { name: "web-shop" });
  const subscription = fresh.subscription(consumer, service, {
    applicant: { id: "carl@example.com", email: "carl@example.com" },
    ...fields.subscription,
  });
  await store.keep({ team, member: fresh.member(team.slug, "olga@example.com"), service, consumer });
  await store.apply(subscription);
  return { team, service, consumer, subscription };
};
