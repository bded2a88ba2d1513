import { describe, expect, it } from "vitest";
import { retryRaced } from "../outage.ts";
import type { Records } from "../testing/kept-records.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aConsumer, aCredential, aTeam, DAY, NOW, timeAt } from "../testing/records.ts";
import {
  type Shortening,
  shortenCredential,
  shortenCredentials,
  shortenCredentialsOf,
} from "./shorten-credentials.ts";

const CONSUMER = aConsumer();
const RULE = aTeam({ maxCredentialDays: 30 });
const LATER = NOW + 10 * DAY;
const at = (id: string, days?: number) =>
  aCredential({ id, ...(days === undefined ? {} : { expiresAt: timeAt(NOW + days * DAY) }) });

const shortening = (records: Records, now = LATER) => {
  const world = aWorld({ team: RULE, consumer: CONSUMER, ...records });
  const work: Shortening = {
    stores: world.stores,
    now: () => now,
    commit: (time) => world.work(undefined, { now: time }).commit,
    again: (run) => retryRaced(3, run),
  };
  const ends = () => world.tables.all("credential").map(({ id, expiresAt }) => [id, expiresAt]);
  return { ...world, work, ends };
};

const WAYS = {
  "of a team": (work: Shortening) => shortenCredentials(work, "callers"),
  "of a consumer": (work: Shortening) => shortenCredentialsOf(work, CONSUMER.id),
  "that was issued": (work: Shortening) => shortenCredential(work, CONSUMER.id, "crd_1"),
};

describe.each(Object.entries(WAYS))("a credential %s", (_which, shorten) => {
  it.each([
    ["without an end", undefined, 30],
    ["that ends later", 31, 30],
    ["that ends then", 30, 30],
    ["that ends earlier", 29, 29],
  ])("%s ends as the rule says at the latest, and once", async (_what, before, after) => {
    const { work, ends, changes, events } = shortening({ credential: at("crd_1", before) });
    await shorten(work);
    await shorten(work);
    expect(ends()).toEqual([["crd_1", timeAt(NOW + after * DAY)]]);
    expect(changes).toHaveLength(before === after ? 0 : 1);
    expect(events()).toEqual([]);
  });

  it("whose end has passed by that is told of, and not reminded of", async () => {
    const { work, events, writes, tables } = shortening({ credential: at("crd_1") }, NOW + 30 * DAY);
    await shorten(work);
    expect([writes(), events()]).toEqual([["replace credential 2"], ["credential.expired by system"]]);
    expect(tables.all("credential")[0]?.remindedUntil).toBe(timeAt(NOW + 30 * DAY));
  });

  it.each<[what: string, records: Records]>([
    ["whose team has no rule", { team: aTeam() }],
    ["whose team is gone", { team: [] }],
    ["whose consumer is deleted", { consumer: aConsumer({ status: "deleted" }) }],
    ["whose consumer is gone", { consumer: [] }],
    [
      "of the consumer root",
      {
        team: aTeam({ slug: "latchkey", maxCredentialDays: 1 }),
        consumer: aConsumer({ name: "root", team: "latchkey" }),
      },
    ],
    ["that is gone", { credential: [] }],
  ])("%s stays as it is", async (_what, records) => {
    const { work, changes } = shortening({ credential: at("crd_1"), ...records });
    await shorten(work);
    expect(changes).toEqual([]);
  });

  it("is read again where a change has raced", async () => {
    const { work, loseRaces, changes } = shortening({ credential: at("crd_1") });
    loseRaces(2);
    await shorten(work);
    expect(changes).toHaveLength(1);
    loseRaces(3);
    const last = shortening({ credential: at("crd_1") });
    last.loseRaces(3);
    expect(await outcomeOf(() => shorten(last.work))).toBe("raced");
  });
});

it("each consumer's of a team is shortened, on every page, and no other team's", async () => {
  const consumer = Array.from({ length: 202 }, (_, index) =>
    aConsumer({ id: `con_${index}`, name: `app-${index}`, team: index === 100 ? "others" : "callers" }),
  );
  const credential = consumer.map(({ id }) => aCredential({ id: `crd_of_${id}`, consumerId: id }));
  const { work, tables } = shortening({ consumer, credential });
  await shortenCredentials(work, "callers");
  const left = tables.all("credential").filter(({ expiresAt }) => expiresAt === undefined);
  expect(left.map(({ consumerId }) => consumerId)).toEqual(["con_100"]);
});

it("a rule that is made longer meanwhile holds", async () => {
  const { work, ends } = shortening({ credential: at("crd_1") });
  let reads = 0;
  work.stores = {
    ...work.stores,
    team: async () => {
      reads += 1;
      return reads === 1 ? RULE : aTeam({ maxCredentialDays: 60 });
    },
  };
  await shortenCredentials(work, "callers");
  expect(ends()).toEqual([["crd_1", timeAt(NOW + 60 * DAY)]]);
});
