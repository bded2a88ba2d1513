import { randomBytes } from "node:crypto";
import { teamKey } from "@latchkey/aws/dynamo/keys";
import { outboxTable } from "@latchkey/aws/stores/outbox-table";
import { testStore } from "@latchkey/aws/testing/test-store";
import { workOn } from "@latchkey/aws/testing/work-for-tests";
import type { PlatformCommit } from "@latchkey/core/platform/records";
import { carryOut } from "@latchkey/core/subscription/carry-out";
import { aPerson } from "@latchkey/core/testing/callers";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { NOW } from "@latchkey/core/testing/records";
import { acceptTransfer } from "@latchkey/core/transfer/answer-transfer";
import { offerTransfer } from "@latchkey/core/transfer/offer-transfer";
import { createCleanup } from "@latchkey/functions/cleanup/create-cleanup";
import { quietLog } from "@latchkey/functions/testing/quiet-log";
import { expect, it } from "vitest";
import { countConsumer } from "./counted-consumer.fixture.ts";

const store = testStore();
const BOB = aPerson("bob@takers.test");

/** A team's consumer with a subscription in each of three states, offered to another team. */
const offered = async () => {
  const [from, to, provider] = [fresh.team(), fresh.team(), fresh.team()];
  const consumer = fresh.consumer(from.slug);
  await store().keep({ team: [from, to, provider], member: fresh.member(to.slug, BOB.email), consumer });
  await countConsumer(store(), from.slug);
  const subscriptions: string[] = [];
  for (const status of ["pending", "active", "cancelled"]) {
    const service = fresh.service(provider.slug);
    let subscription = fresh.subscription(consumer, service);
    await store().keep({ service });
    await store().apply(subscription);
    const commands = status === "pending" ? [] : [{ do: "approve" as const, term: {} }];
    for (const command of status === "cancelled" ? [...commands, { do: "cancel" as const }] : commands)
      subscription = await carryOut({ now: NOW, commit: store().commit }, subscription, command, {
        actor: { kind: "person", email: "ann@example.com" },
      });
    subscriptions.push(subscription.id);
  }
  await offerTransfer(workOn(store()), consumer.id, { team: to.slug, confirm: consumer.name });
  return { from, to, consumer, subscriptions };
};

/** Accepts, and lets what follows follow, each repeated until it is done; the power goes before or after one write. */
const live = async (stopAt: number) => {
  const { from, to, consumer, subscriptions } = await offered();
  let writes = 0;
  const cut = () => {
    writes += 1;
    if (writes === stopAt) throw new Error("The power is cut.");
  };
  const fused =
    (commit: PlatformCommit): PlatformCommit =>
    async (what) => {
      cut();
      await commit(what);
      cut();
    };
  const untilDone = async (run: () => Promise<unknown>) => {
    for (let tries = 0; ; tries += 1)
      try {
        return await run();
      } catch (error) {
        if (tries > 2) throw error;
      }
  };
  await untilDone(() =>
    acceptTransfer(
      workOn(store(), { caller: BOB, commit: fused(store().commit), random: randomBytes }),
      to.slug,
      consumer.id,
    ).catch(
      // The answer was lost: what was asked has happened.
      (error) =>
        error instanceof Error && "code" in error && error.code === "not-found"
          ? undefined
          : Promise.reject(error),
    ),
  );
  const cleanup = createCleanup({
    stores: store().stores,
    now: () => NOW,
    commit: (now) => fused(store().commitWith({ now })),
    log: quietLog,
  });
  await untilDone(() =>
    cleanup({
      "detail-type": "consumer.transferred",
      detail: {
        id: "evt_1",
        at: new Date(NOW).toISOString(),
        actor: BOB.email,
        team: to.slug,
        consumer: consumer.id,
      },
    }),
  );
  const outbox = outboxTable(store());
  const events = (await Promise.all(outbox.shards.map((shard) => outbox.waiting(shard, 5000)))).flat();
  const found = await Promise.all(subscriptions.map((id) => store().stores.subscription(id)));
  return {
    writes,
    outcome: {
      team: (await store().stores.consumer(consumer.id))?.team === to.slug,
      counts: await Promise.all(
        [from, to].map(async ({ slug }) => (await store().item(teamKey(slug)))?.["consumers"]),
      ),
      subscriptions: found.map((each) => [each?.status, each?.consumerTeam === to.slug, each?.revision]),
      listed: (
        await store().stores.subscriptionsOfTeam(from.slug, { by: "consumer", beginning: "" }, { limit: 9 })
      ).items,
      events: events
        .filter(
          (each) =>
            each.consumer === consumer.id &&
            each.type.includes("trans") &&
            each.type !== "consumer.transfer-offered",
        )
        .map(({ type, team, formerTeam }) => [type, team === to.slug, formerTeam === from.slug])
        .sort(),
    },
  };
};

it("a transfer that is cut off before or after any of its writes, and goes on, ends as one that is not", async () => {
  const { outcome: whole, writes } = await live(0);
  expect(writes).toBe(8);
  expect(whole).toEqual({
    team: true,
    counts: [0, 1],
    subscriptions: [
      ["withdrawn", true, 2],
      ["active", true, 3],
      ["cancelled", true, 4],
    ],
    listed: [],
    events: [
      ["consumer.transfer-notice", true, true],
      ["consumer.transferred", true, true],
      ["subscription.transferred", true, true],
    ],
  });
  for (let stopAt = 1; stopAt <= writes; stopAt += 1)
    expect({ stopAt, ...(await live(stopAt)).outcome }).toEqual({ stopAt, ...whole });
});
