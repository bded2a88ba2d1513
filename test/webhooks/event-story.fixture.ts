import { PUBLIC_EVENTS } from "@latchkey/core/event/event";
import { type Making, making } from "../support/making.ts";
import { asPerson, asRoot, eventually } from "../support/management.ts";
import type { RunningLatchkey } from "../support/running-latchkey.ts";
import type { Receiver } from "./receiver.fixture.ts";

export interface Told {
  type: string;
  timestamp: string;
  data: Record<string, string>;
}

const DAY = 86_400;

/** A model that a plan's budget has room for once: 80 % of it, and then a refusal. */
const spendABudget = async (
  latchkey: RunningLatchkey,
  make: Making,
  consumer: { id: string },
  apiKey: string,
): Promise<void> => {
  const { slug } = await make.service("providers", {
    ...{ kind: "ai", approval: "auto", models: [{ match: "*", callUsd: 0.9 }] },
    upstream: { url: `${latchkey.control}/_local/upstreams/haiku` },
    plans: [{ name: "spent", limits: { budget: { usd: 1, period: "day" } } }],
  });
  await make.apply(consumer, slug, { plan: "spent" });
  const headers = { "X-API-Key": apiKey, "Content-Type": "application/json" };
  for (const model of ["first", "second"])
    await fetch(`${latchkey.gateway}/${slug}/chat/completions`, {
      ...{ method: "POST", headers },
      body: JSON.stringify({ model, messages: [] }),
    }).then((answer) => answer.arrayBuffer());
};

export type Sides = Record<"own" | "provider", string[]>;

/**
 * Every change that webhooks report, made once by two teams; answers what the webhooks of both sides were sent, once all that
 * is expected there has come: messages follow the changes, in no order.
 */
export const tellEveryEvent = async (
  latchkey: RunningLatchkey,
  { own, provider }: { own: Receiver; provider: Receiver },
  expected: Sides,
): Promise<{ own: Told[]; provider: Told[] }> => {
  const root = asRoot(latchkey);
  const make = making(root);
  await make.team({ slug: "callers", owners: ["owner@callers.test"] });
  await make.team({ slug: "providers", owners: ["owner@providers.test"] });
  for (const [team, { url }] of [
    ["callers", own],
    ["providers", provider],
  ] as const)
    await root("POST", `/v1/teams/${team}/webhooks`, { url, events: PUBLIC_EVENTS });
  const move = (days: number) => root("PUT", "/_local/clock", { offsetSeconds: days * DAY });
  const told = (receiver: Receiver) => receiver.received.map(({ body }) => JSON.parse(body) as Told);
  const come = (type: string) =>
    eventually(
      async () => told(own).filter((each) => each.type === type),
      (all) => all.length > 0,
    );

  const perDay = (count: number) => ({ quota: { count, period: "day" } });
  const plans = [
    { name: "small", limits: perDay(2), durationDays: 30 },
    { name: "large", limits: perDay(1000), durationDays: 30 },
  ];
  const service = await make.service("providers", { plans });
  const consumer = await make.consumer("callers");
  const another = async () => make.apply(await make.consumer("callers"), service.slug, { plan: "small" });

  const { credential, secret } = await make.credential(consumer);
  const key = `/v1/consumers/${consumer.id}/credentials/${credential.id}`;
  const rotated = await root("POST", `${key}/rotate`, {});
  await root("PATCH", key, { status: "disabled" });
  await root("PATCH", key, { status: "enabled" });
  const spare = await make.credential(consumer, { name: "spare" });
  await root("DELETE", `/v1/consumers/${consumer.id}/credentials/${spare.credential.id}`);

  const leaked = await make.credential(consumer, { name: "leaked" });
  await root("POST", "/v1/leaks", { items: [{ token: leaked.secret.apiKey }] });
  await come("credential.leaked");

  const ofTwo = await make.service("providers", { approvalsNeeded: 2 });
  await make.act(await make.apply(await make.consumer("callers"), ofTwo.slug), "approve");

  await make.act(await another(), "reject", { reason: "Not this one." });
  await make.act(await another(), "withdraw");
  const revoked = await another();
  await make.act(revoked, "approve");
  await make.act(revoked, "revoke", { reason: "Ended." });
  const cancelled = await another();
  await make.act(cancelled, "approve");
  await make.act(cancelled, "cancel");

  const subscription = await make.subscription(consumer, service.slug, {
    plan: "small",
    reason: "For tests.",
  });
  const apiKey = rotated.body?.secret?.apiKey ?? secret.apiKey;
  for (let call = 0; call < 3; call += 1)
    await fetch(`${latchkey.gateway}/${service.slug}/x`, { headers: { "X-API-Key": apiKey } });
  await come("quota.exceeded");
  await spendABudget(latchkey, make, consumer, apiKey);
  await come("budget.exceeded");
  await make.act(subscription, "suspend");
  await make.act(subscription, "resume");
  await make.act(subscription, "change-plan", { plan: "large" });
  await make.act(subscription, "reject", { reason: "Small is enough." });
  await make.act(subscription, "change-plan", { plan: "large" });
  await make.act(subscription, "approve");
  await make.act(subscription, "renew");
  await make.act(subscription, "reject", { reason: "Later." });
  await make.act(subscription, "renew");
  await make.act(subscription, "approve");

  const lives = `/v1/consumers/${consumer.id}`;
  await root("POST", `${lives}/suspend`);
  await root("POST", `${lives}/resume`);
  await root("POST", "/v1/teams/callers/suspend", {});
  await root("POST", "/v1/teams/callers/resume", {});

  await another();
  await make.credential(consumer, {
    name: "short",
    expiresAt: new Date(Date.now() + 20 * DAY * 1000).toISOString(),
  });
  await move(15);
  await come("subscription.lapsed");
  await come("credential.expiring");
  await move(58);
  await come("subscription.expiring");
  await come("credential.expired");
  await move(90);
  await come("subscription.expired");
  await make.team({ slug: "takers", owners: ["owner@takers.test"] });
  const given = await make.consumer("callers");
  await make.subscription(given, service.slug, { plan: "small" });
  await make.offer(given, "takers");
  const taker = await asPerson(latchkey, "owner@takers.test");
  await taker("POST", `/v1/teams/takers/transfers/${given.id}/accept`);
  const spareConsumer = await make.consumer("callers");
  await root("DELETE", `/v1/consumers/${spareConsumer.id}?confirm=${spareConsumer.name}`);
  for (const deprecation of [{ sunsetAt: "2999-01-01T00:00:00Z" }, null])
    await root("PATCH", `/v1/services/${service.slug}`, { deprecation });
  await root("POST", `/v1/services/${service.slug}/announcements`, { subject: "Soon", text: "Bye." });
  await root("PATCH", `/v1/services/${service.slug}`, { status: "retired" });
  const missing = (types: readonly string[], receiver: Receiver) =>
    types.filter((type) => !told(receiver).some((each) => each.type === type));
  await eventually(
    async () => [...missing(expected.own, own), ...missing(expected.provider, provider)],
    (types) => types.length === 0,
  );
  return { own: told(own), provider: told(provider) };
};
