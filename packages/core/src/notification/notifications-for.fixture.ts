import { namedActor } from "../access/actor.ts";
import { DEFAULT_TIMING } from "../due/timing.ts";
import type { DomainEvent, EventType } from "../event/event.ts";
import type { Service } from "../service/service.ts";
import { type Command, decideSubscription } from "../subscription/decide-subscription.ts";
import type { Subscription } from "../subscription/subscription.ts";
import type { Member } from "../team/team.ts";
import type { Records } from "../testing/kept-records.ts";
import { aWorld } from "../testing/memory-world.ts";
import { aConsumer, aMember, aService, aSubscription, NOW, timeAt } from "../testing/records.ts";
import type { NotificationReads } from "./notification-reads.ts";

export const at = new Date(NOW).toISOString();

export const service = aService({
  slug: "echo",
  name: "Echo",
  approvers: ["ann@example.com", "bob@example.com"],
  plans: [{ name: "basic", title: "Basic plan" }],
});

/** Who has applied, and when. */
export const appliedBy = (email: string, when: string): Pick<Subscription, "applicant" | "history"> => ({
  applicant: { id: email, email },
  history: [{ at: when, actor: { kind: "person", email }, action: "apply", to: "pending", application: 1 }],
});

export const applied = aSubscription({
  consumerId: "con_1",
  consumerName: "web-shop",
  consumerTeam: "shop",
  service: "echo",
  plan: "basic",
  reason: "We sell things.",
  ...appliedBy("carl@example.com", at),
});

/** What each mail about the subscription says it is of. */
export const ABOUT = {
  subscription: "sub_1",
  service: { slug: "echo", name: "Echo", team: "providers" },
  consumer: { name: "web-shop", team: "shop" },
  plan: "Basic plan",
  asked: "subscription",
} as const;

export const after = (
  subscription: Subscription,
  command: Command,
  actor = "ann@example.com",
  reason?: string,
) => {
  const decided = decideSubscription(
    subscription,
    command,
    { actor: namedActor(actor), ...(reason ? { reason } : {}) },
    NOW,
  );
  if (decided instanceof Error) throw decided;
  return decided.subscription;
};

export const approved = after(applied, { do: "approve", term: {} });

export const member = (team: string, email: string, role: Member["role"]): Member =>
  aMember({ id: `mem_${email}`, team, email, role });

export const MEMBERS = [
  member("providers", "olga@example.com", "owner"),
  member("providers", "max@example.com", "member"),
  member("shop", "sue@example.com", "owner"),
  member("shop", "tom@example.com", "owner"),
  member("shop", "carl@example.com", "member"),
];

export const consumer = aConsumer({ id: "con_1", name: "web-shop", team: "shop" });

export const reads = (
  subscription: Subscription | undefined,
  of: Service = service,
  others: Partial<NotificationReads["stores"]> = {},
): NotificationReads => ({
  stores: {
    subscriptionsOfService: async () => ({ items: [] }),
    subscriptionsOfConsumer: async () => ({ items: [] }),
    subscription: async (id) => (id === subscription?.id ? subscription : undefined),
    service: async (slug) => (slug === of.slug ? of : undefined),
    serviceById: async (id) => (id === of.id ? of : undefined),
    members: async (team) => MEMBERS.filter((each) => each.team === team),
    consumer: async (id) => (id === consumer.id ? consumer : undefined),
    credential: async () => undefined,
    invitation: async () => undefined,
    delegation: async () => undefined,
    member: async (team, email) => MEMBERS.find((each) => each.team === team && each.email === email),
    team: async () => undefined,
    announcement: async () => undefined,
    unsubscribed: async () => new Set(),
    suppressions: async () => [],
    ...others,
  },
  admins: ["ada@example.com", "abe@example.com"],
  timing: DEFAULT_TIMING,
  now: NOW,
});

/** What notifications read of records. */
export const readsOf = (records: Records): NotificationReads =>
  reads(undefined, service, { ...aWorld(records).stores });

export const event = (type: EventType, later = 0): DomainEvent => ({
  id: "evt_1",
  type,
  at: timeAt(NOW + later),
  actor: "carl@example.com",
  team: "shop",
  consumer: "con_1",
  service: "echo",
  subscription: "sub_1",
});

export const requested = event("subscription.requested");

export const withoutSubscription = ({ subscription: _without, ...nameless }: DomainEvent) => nameless;
