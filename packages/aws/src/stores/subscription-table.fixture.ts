import type { Consumer } from "@latchkey/core/consumer/consumer";
import { Refusal } from "@latchkey/core/refusal";
import type { Service } from "@latchkey/core/service/service";
import type {
  HistoryEntry,
  Subscription,
  SubscriptionStatus,
} from "@latchkey/core/subscription/subscription";
import { change, create, replace } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { NOW } from "@latchkey/core/testing/records";
import type { TestStore } from "../testing/store-for-tests.ts";

export const exists = new Refusal("subscription-exists", "exists");

export const make = (value: Subscription) => create({ kind: "subscription", value }, exists);

/** One decision later, a minute on. */
export const next = (
  from: Subscription,
  status: SubscriptionStatus,
  fields: Partial<Subscription> = {},
): Subscription => {
  const at = new Date(NOW + from.revision * 60_000).toISOString();
  const entry: HistoryEntry = {
    at,
    actor: { kind: "person", email: "bob@example.com" },
    action: "suspend",
    from: from.status,
    to: status,
  };
  return {
    ...from,
    status,
    revision: from.revision + 1,
    updatedAt: at,
    history: [...from.history, entry],
    ...fields,
  };
};

export const decide = (store: TestStore, value: Subscription) =>
  store.commit(change(replace({ kind: "subscription", value })));

export const pair = (): [Consumer, Service] => [fresh.consumer("acme"), fresh.service("globex")];
