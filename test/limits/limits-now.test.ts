import { beforeAll, describe, expect, it } from "vitest";
import { machineOf, making } from "../support/making.ts";
import { asRoot, type Send } from "../support/management.ts";
import type { Stage } from "../support/running-latchkey.ts";
import { sharedLatchkey } from "../support/shared-latchkey.ts";

let latchkey: Stage;
let root: Send;
beforeAll(async () => {
  latchkey = await sharedLatchkey();
  root = asRoot(latchkey);
});

const RATE = { count: 4, periodSeconds: 600, mode: "strict" };
const LARGE = { count: 2_000_000, periodSeconds: 60 };

/** A consumer under limits of its own and of a plan, whose calls reach no upstream and count all the same. */
const aLimitedCaller = async () => {
  const make = making(root);
  const [callers, providers] = [await make.team(), await make.team({ timeZone: "Pacific/Kiritimati" })];
  const limits = { "rate-limit": RATE, quota: { count: 100, period: "month" } };
  const { slug } = await make.service(providers.slug, {
    upstream: { url: `${latchkey.control}/_local/upstreams/echo` },
    plans: [{ name: "small", limits }],
    approval: "auto",
  });
  const consumer = await make.consumer(callers.slug);
  const { secret } = await make.credential(consumer);
  const subscription = await make.apply(consumer, slug, { plan: "small" });
  const call = () =>
    fetch(`${latchkey.gateway}/${slug}/x`, { headers: { "X-API-Key": secret.apiKey } }).then(
      ({ status }) => status,
    );
  const limitsOf = async (send: Send = root) => send("GET", `/v1/consumers/${consumer.id}/limits`);
  return { make, consumer, subscription, callers, providers, slug, call, limitsOf };
};

describe("the limits of a consumer", () => {
  it("are its own and its subscriptions', each with what is used and left", async () => {
    const { make, consumer, subscription, slug, call, limitsOf } = await aLimitedCaller();
    await make.plugin(consumer, "quota", { count: 3, period: "day" });
    await make.plugin(consumer, "rate-limit", LARGE);
    const before = (await limitsOf()).body.items;
    expect(before.map(({ used }: { used: number }) => used)).toEqual([0, 0, 0, 0]);
    expect(before[0]).not.toHaveProperty("resetsAt");
    for (const expected of [200, 200, 200, 429]) expect(await call()).toBe(expected);
    const { items } = (await limitsOf()).body;
    const of = { of: "subscription", subscription: subscription.id, service: slug, unit: "calls", held: 0 };
    expect(items).toEqual([
      expect.objectContaining({ limit: "rate-limit", of: "consumer", most: LARGE.count }),
      {
        limit: "quota",
        of: "consumer",
        unit: "calls",
        most: 3,
        used: 3,
        held: 0,
        remaining: 0,
        resetsAt: expect.stringMatching(/T00:00:00\.000Z$/),
      },
      { limit: "rate-limit", ...of, most: 4, used: 3, remaining: 1, resetsAt: expect.any(String) },
      // The provider's month begins where its team is, fourteen hours before UTC.
      {
        limit: "quota",
        ...of,
        most: 100,
        used: 3,
        remaining: 97,
        resetsAt: expect.stringMatching(/T10:00:00\.000Z$/),
      },
    ]);
    // Shards of a large limit add up to it.
    expect(items[0].used + items[0].remaining).toBe(LARGE.count);
  });

  it("go on where they were after a change of the count", async () => {
    const { make, consumer, call, limitsOf } = await aLimitedCaller();
    await make.plugin(consumer, "quota", { count: 5, period: "day" });
    await call();
    await make.plugin(consumer, "quota", { count: 2, period: "day" });
    expect((await limitsOf()).body.items[0]).toMatchObject({ most: 2, used: 1, remaining: 1 });
  });
});

describe("who is told", () => {
  it("of a plan's limits the provider too, of the consumer's own only its team", async () => {
    const { make, consumer, callers, providers, slug, limitsOf } = await aLimitedCaller();
    await make.plugin(consumer, "quota", { count: 3, period: "day" });
    const caller = await machineOf(latchkey, root, callers.slug);
    const provider = await machineOf(latchkey, root, providers.slug);
    const stranger = await machineOf(latchkey, root, (await make.team()).slug);
    const shown = async (send: Send) =>
      (await limitsOf(send)).body.items.map(({ limit, service = "own" }: Record<string, string>) => [
        limit,
        service,
      ]);
    const plans = [
      ["rate-limit", slug],
      ["quota", slug],
    ];
    expect(await shown(caller.send)).toEqual([["quota", "own"], ...plans]);
    expect(await shown(provider.send)).toEqual(plans);
    expect((await limitsOf(stranger.send)).status).toBe(404);
  });

  it("a provider no more once the subscription has ended", async () => {
    const { make, subscription, providers, limitsOf } = await aLimitedCaller();
    const provider = await machineOf(latchkey, root, providers.slug);
    await make.act(subscription, "cancel");
    expect((await limitsOf(provider.send)).status).toBe(404);
    expect((await limitsOf()).body.items).toEqual([]);
  });
});
