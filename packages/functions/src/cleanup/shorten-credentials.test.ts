import { outboxTable } from "@latchkey/aws/stores/outbox-table";
import { testStore } from "@latchkey/aws/testing/test-store";
import {
  type Shortening,
  shortenCredential,
  shortenCredentials,
} from "@latchkey/core/offboarding/shorten-credentials";
import { retryRaced } from "@latchkey/core/outage";
import { change, create } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { NOW, timeAt } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";

const store = testStore();
const DAY = 86_400_000;

const work = (now = NOW): Shortening => ({
  stores: store().stores,
  now: () => now,
  commit: (at) => store().commitWith({ now: at }),
  again: (run) => retryRaced(5, run),
});

/** A team with a rule, and a credential that was made without it. */
const held = async (days: number, fields: object = {}) => {
  const team = { ...fresh.team(), maxCredentialDays: days };
  const consumer = fresh.consumer(team.slug);
  const credential = fresh.credential(consumer.id, { createdAt: timeAt(NOW), ...fields });
  await store().keep({ team, consumer });
  await store().commit(change(create({ kind: "credential", value: credential })));
  const read = () => store().stores.credential(consumer.id, credential.id);
  return { team, consumer, credential, read };
};

const eventsOf = async (credential: { id: string }) => {
  const outbox = outboxTable(store());
  const events = await Promise.all(outbox.shards.map((shard) => outbox.waiting(shard, 5000)));
  return events
    .flat()
    .filter((event) => event.credential === credential.id)
    .map(({ type }) => type);
};

describe("a rule for how long credentials of a team live", () => {
  it("ends a credential that was issued while it was being set, once", async () => {
    const { consumer, credential, read } = await held(10);
    await shortenCredential(work(), consumer.id, credential.id);
    expect(await read()).toMatchObject({ expiresAt: timeAt(NOW + 10 * DAY), revision: 2 });
    await shortenCredential(work(), consumer.id, credential.id);
    expect(await read()).toMatchObject({ revision: 2 });
    expect(await eventsOf(credential)).toEqual([]);
  });

  it("ends all of a team's, and tells of those that are over", async () => {
    const { team, credential, read } = await held(10);
    await shortenCredentials(work(NOW + 11 * DAY), team.slug);
    expect(await read()).toMatchObject({ expiresAt: timeAt(NOW + 10 * DAY) });
    expect(await eventsOf(credential)).toEqual(["credential.expired"]);
  });

  it("leaves an earlier end as it is", async () => {
    const { team, read } = await held(10, { expiresAt: timeAt(NOW + DAY) });
    await shortenCredentials(work(), team.slug);
    expect(await read()).toMatchObject({ expiresAt: timeAt(NOW + DAY), revision: 1 });
  });
});
