import type { Caller } from "../access/caller.ts";
import { Role } from "../access/role.ts";
import { Refusal } from "../refusal.ts";
import { firstRevision } from "../resource.ts";
import { LATCHKEY_SERVICE } from "../service/service.ts";
import { aMachine, aPerson } from "../testing/callers.ts";
import { aConsumer, aService, DAY, NOW, timeAt } from "../testing/records.ts";
import { aWork } from "../testing/work.ts";
import { actOnSubscription } from "./act-on-subscription.ts";
import type { Subscription } from "./subscription.ts";
import { SubscriptionAction } from "./subscription-input.ts";
import type { SubscriptionWork } from "./subscription-work.ts";

const PAST = { expiresAt: timeAt(NOW - 1000), termDays: 30 };
const FUTURE = { expiresAt: timeAt(NOW + DAY), termDays: 30 };
const asked = { askedAt: timeAt(NOW), application: 2 };

/** What a subscription may have besides its status. */
export const FIELDS: Record<string, Partial<Subscription>> = {
  "has no end": {},
  "has an end": FUTURE,
  "is past its end": PAST,
  "asks for a renewal": { ...FUTURE, renewal: asked },
  "is past its end and asks for a renewal": { ...PAST, renewal: asked },
  "asks for another plan": { planChange: { ...asked, plan: "large" } },
  "has the small plan": { plan: "small", ...FUTURE },
};

const SMALL = { name: "small", durationDays: 30 };
const api = aService({ slug: LATCHKEY_SERVICE });

export interface Place {
  service?: ReturnType<typeof aService> | undefined;
  consumer?: ReturnType<typeof aConsumer> | undefined;
  fields?: Partial<Subscription>;
  replaced?: true;
}

/** The consumers and services that a subscription may connect. */
export const PLACES: Record<string, Place> = {
  "of two plans": { service: aService({ plans: [SMALL, { name: "large" }] }) },
  "of one plan": { service: aService({ plans: [SMALL] }) },
  "that is retired": { service: aService({ plans: [SMALL, { name: "large" }], status: "retired" }) },
  "that approves by itself": { service: aService({ plans: [SMALL, { name: "large" }], approval: "auto" }) },
  "for which two people approve": { service: aService({ approvalsNeeded: 2 }) },
  "of the consumer's own team": {
    service: aService({ team: "callers" }),
    fields: { serviceTeam: "callers" },
  },
  "that is gone": { service: undefined },
  "while the consumer is being deleted": { consumer: aConsumer({ status: "deleted" }) },
  "after the consumer is gone": { consumer: undefined },
  "while the consumer is on its way to another team": { consumer: aConsumer({ team: "others" }) },
  "after a later application": { replaced: true },
  "that is the management API": { service: api, fields: { service: LATCHKEY_SERVICE } },
  "that is the management API, as an owner": {
    service: api,
    fields: { service: LATCHKEY_SERVICE, scopes: ["owner"] },
  },
  "that is the management API, as root": {
    service: api,
    fields: { service: LATCHKEY_SERVICE, scopes: ["admin"] },
  },
};

const ROLES: readonly Role[] = ["viewer", "member", "owner"];

export const CALLERS: readonly (readonly [string, Caller])[] = [
  ...["callers", "providers"].flatMap((team) =>
    ROLES.flatMap((role) => [[`a ${role} of ${team}`, aPerson(`${role}@${team}`)] as const]),
  ),
  ["a machine of callers", aMachine("callers", { role: "member" })],
  ["a machine of providers as an owner", aMachine("providers", { role: "owner" })],
  ["an owner of both teams", aPerson("owner@callers+providers")],
  ["an admin", aPerson("admin@platform.test", true)],
];

const never = () => Promise.reject(new Error("This is not read."));

/** What one place holds, in memory; nothing is written, so that each action is tried on the same subscription. */
export const workIn = (place: Place, subscription: Subscription, caller: Caller): SubscriptionWork => {
  const { service, consumer }: Place = { service: aService(), consumer: aConsumer(), ...place };
  const latest = place.replaced ? { ...subscription, id: "sub_2" } : subscription;
  return {
    ...aWork({ caller, stores: Object.create(null), commit: async () => {} }),
    stores: {
      subscription: async () => subscription,
      currentSubscription: async () => latest,
      subscriptionsOfService: async () => ({ items: [subscription] }),
      consumer: async () => consumer,
      service: async () => service,
      member: async (team, email) =>
        email.split("@")[1]?.split("+").includes(team)
          ? { ...firstRevision("mem_1", timeAt(NOW)), team, email, role: Role.parse(email.split("@")[0]) }
          : undefined,
      members: async () => [],
      delegation: never,
      subscriptionRevision: never,
      livingSubscriptions: never,
      applicationsOf: never,
      decisionsOf: never,
      subscriptionsOfTeam: never,
      subscriptionsOfConsumer: never,
      placesOfConsumer: never,
      consumers: never,
      consumersOf: never,
      consumersNamed: never,
      consumersOfferedTo: never,
      serviceById: never,
      services: never,
      servicesOf: never,
      servicesByName: never,
      publishedServices: never,
      team: never,
      teams: never,
      teamsOf: never,
      people: never,
    },
  };
};

/** Whether it is carried out, for some plan at least. */
const isCarriedOut = async (work: SubscriptionWork, action: SubscriptionAction): Promise<boolean> => {
  const inputs = action === "change-plan" ? [{ plan: "small" }, { plan: "large" }] : [{}];
  const tried = await Promise.allSettled(
    inputs.map((input) => actOnSubscription(work, "sub_1", action, input)),
  );
  for (const each of tried)
    if (each.status === "rejected" && !(each.reason instanceof Refusal)) throw each.reason;
  return tried.some(({ status }) => status === "fulfilled");
};

export const carriedOut = async (work: SubscriptionWork): Promise<SubscriptionAction[]> => {
  const tried = await Promise.all(SubscriptionAction.options.map((action) => isCarriedOut(work, action)));
  return SubscriptionAction.options.filter((_, index) => tried[index]);
};
