import type { Schemas } from "@latchkey/client/operations";
import type { DeclaredSubscription } from "../declaration/declaration.ts";
import type { ConsumerPart } from "./consumer-part.ts";
import type { Fields } from "./patched-fields.ts";
import { isSame, withoutNulls } from "./same.ts";
import type { Fault, Step } from "./step.ts";

export type SubscriptionThere = Schemas["Subscription"];

export interface SubscribingPlan {
  readonly fields: Fields;
  /** Whether the caller decides on subscriptions to the service with this slug. */
  readonly isProvider: (service: string) => boolean;
}

const LIVING = new Set(["pending", "active", "suspended"]);
/** A human has said no: the same is not asked again by a file. */
const REFUSED = new Set(["rejected", "revoked"]);

interface PlannedSubscriptions {
  readonly steps: Step[];
  readonly faults: Fault[];
  readonly notes: string[];
}

/** Made as the provider where the caller is, else applied for. `there` has the latest of each service. */
export const planSubscriptions = (
  part: ConsumerPart,
  there: readonly SubscriptionThere[],
  plan: SubscribingPlan,
): PlannedSubscriptions => {
  const { at, name, consumer, prune } = part;
  const planned = (consumer.subscriptions ?? []).map((said, index) =>
    planOne(
      said,
      [...at, "subscriptions", index],
      name,
      there.find(({ service }) => service === said.service),
      plan,
    ),
  );
  const named = new Set(consumer.subscriptions?.map(({ service }) => service));
  const removed = prune
    ? there.filter(({ service, status }) => LIVING.has(status) && !named.has(service))
    : [];
  return {
    steps: [...planned.flatMap(({ steps }) => steps), ...removed.map((each) => ended(name, each))],
    faults: planned.flatMap(({ faults }) => faults),
    notes: planned.flatMap(({ notes }) => notes),
  };
};

const planOne = (
  said: DeclaredSubscription,
  at: readonly PropertyKey[],
  consumer: string,
  there: SubscriptionThere | undefined,
  { isProvider }: SubscribingPlan,
): PlannedSubscriptions => {
  const { service, ...fields } = said;
  const name = `${consumer} → ${service}`;
  const living = there && LIVING.has(there.status) ? there : undefined;
  if (living) return changed(said, at, name, living);
  const provides = isProvider(service);
  if (!provides && there && REFUSED.has(there.status))
    return {
      steps: [],
      faults: [],
      notes: [`subscription ${name} was ${there.status}: it is not applied for again`],
    };
  const step = { action: "create", kind: "subscription", name, at } as const;
  const body = withoutNulls(fields);
  const ask = provides
    ? ({
        method: "POST",
        path: `/v1/services/${service}/subscriptions`,
        body: given(body, PROVIDED),
      } as const)
    : ({
        method: "POST",
        path: "/v1/consumers/{consumer}/subscriptions",
        body: { ...asRecord(body), service },
      } as const);
  return {
    steps: [{ ...step, detail: provides ? "as its provider" : "applied for", ask }],
    faults: [],
    notes: [],
  };
};

/** What a provider says of a subscriber; the words of an application are none of it. */
const PROVIDED = ["plan", "scopes"] as const;

const given = (body: unknown, names: readonly string[]): Record<string, unknown> => ({
  ...Object.fromEntries(Object.entries(asRecord(body)).filter(([name]) => names.includes(name))),
  consumer: "{consumer}",
});

const asRecord = (value: unknown): Record<string, unknown> => Object.fromEntries(Object.entries(value ?? {}));

const changed = (
  { plan, scopes }: DeclaredSubscription,
  at: readonly PropertyKey[],
  name: string,
  there: SubscriptionThere,
): PlannedSubscriptions => {
  const faults: Fault[] =
    scopes !== undefined && !isSame(scopes.toSorted(), (there.scopes ?? []).toSorted())
      ? [
          {
            at: [...at, "scopes"],
            detail: "the scopes of a living subscription never change: cancel it first",
          },
        ]
      : [];
  if (plan === undefined || plan === there.plan || plan === there.planChange?.plan)
    return { steps: [], faults, notes: [] };
  if (there.status !== "active")
    return {
      steps: [],
      faults,
      notes: [`subscription ${name} is ${there.status}: its plan changes once it is active`],
    };
  const ask = { method: "POST", path: `/v1/subscriptions/${there.id}/change-plan`, body: { plan } } as const;
  const step: Step = { action: "change", kind: "subscription", name, detail: `plan ${plan}`, at, ask };
  return { steps: [step], faults, notes: [] };
};

const ended = (consumer: string, { id, service, status }: SubscriptionThere): Step => {
  const action = status === "pending" ? "withdraw" : "cancel";
  return {
    action: "remove",
    kind: "subscription",
    name: `${consumer} → ${service}`,
    detail: action,
    ask: { method: "POST", path: `/v1/subscriptions/${id}/${action}`, body: {} },
  };
};
