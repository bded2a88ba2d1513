import { randomBytes } from "node:crypto";
import { currentSubscriptionKey } from "@latchkey/aws/dynamo/keys";
import { updated } from "@latchkey/aws/dynamo/written";
import { migrateTable } from "@latchkey/aws/migration/migrate-table";
import { tableStores } from "@latchkey/aws/stores/table-stores";
import { testStore } from "@latchkey/aws/testing/test-store";
import type { Caller } from "@latchkey/core/access/caller";
import type { PlatformWork } from "@latchkey/core/platform/work";
import { DEFAULT_LIMITS } from "@latchkey/core/stage/limits";
import { listApplications } from "@latchkey/core/subscription/list-applications";
import type { Subscription } from "@latchkey/core/subscription/subscription";
import { PLATFORM_TEAM } from "@latchkey/core/team/team";
import { aPerson } from "@latchkey/core/testing/callers";
import { change, create } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { aRing, NOW, timeAt } from "@latchkey/core/testing/records";
import { beforeAll, expect, it } from "vitest";

const store = testStore();
const RING = aRing("k1");
const services = ["sunny", "sunny", "rainy", PLATFORM_TEAM].map((team) => fresh.service(team));
const [forecast, archive, gauge, management] = services as [
  (typeof services)[0],
  (typeof services)[0],
  (typeof services)[0],
  (typeof services)[0],
];

const people = { owner: ["sunny", "rainy"], viewer: [] as string[], admin: [] as string[] };
const email = (name: string) => `${name}@people.test`;
const personNamed = (name: string): Caller => aPerson(email(name), name === "admin");

const keep = async (service: (typeof services)[0], fields: Partial<Subscription>): Promise<Subscription> => {
  const consumer = fresh.consumer("callers");
  const value = fresh.subscription(consumer, service, fields);
  await store().commit(
    change(create({ kind: "consumer", value: consumer }), create({ kind: "subscription", value })),
  );
  return value;
};
const asked = (minutesAgo: number) => ({ askedAt: timeAt(NOW - 60_000 * minutesAgo), application: 2 });

const listed = async (caller: Caller, filter: { team?: string } = {}, limit = 200) => {
  const work: PlatformWork = {
    caller,
    actor: "x",
    now: NOW,
    random: randomBytes,
    limits: DEFAULT_LIMITS,
    stage: { allowPrivateAddresses: false },
    keys: { ring: async () => RING, refresh: async () => RING },
    stores: tableStores({ ...store(), cursorRing: async () => RING }),
    commit: () => Promise.reject(new Error("This work may only read.")),
  };
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listApplications(work, filter, { limit, ...(cursor === undefined ? {} : { cursor }) });
    ids.push(...page.items.map(({ id }) => id));
    for (const { actions } of page.items) expect(actions).toContain("reject");
    cursor = page.cursor;
  } while (cursor !== undefined);
  return ids;
};

let waiting: { first: Subscription; renewal: Subscription; plan: Subscription; last: Subscription };
let elsewhere: { rainy: Subscription; platform: Subscription };
beforeAll(async () => {
  await store().commit(
    change(
      ...services.map((value) => create({ kind: "service", value })),
      ...people.owner.map((team) =>
        create({ kind: "member", value: fresh.member(team, email("owner"), { role: "owner" }) }),
      ),
      create({ kind: "member", value: fresh.member("sunny", email("viewer"), { role: "viewer" }) }),
    ),
  );
  const pending = (minutesAgo: number): Partial<Subscription> => ({
    status: "pending",
    appliedAt: timeAt(NOW - 60_000 * minutesAgo),
  });
  const last = await keep(archive, pending(1));
  const plan = await keep(forecast, { status: "active", planChange: { ...asked(20), plan: "large" } });
  const first = await keep(forecast, pending(500));
  const renewal = await keep(archive, { status: "active", renewal: asked(300) });
  waiting = { first, renewal, plan, last };
  elsewhere = { rainy: await keep(gauge, pending(9000)), platform: await keep(management, pending(10)) };
  await keep(forecast, { status: "active" });
  for (const status of ["rejected", "withdrawn", "lapsed", "cancelled"] as const)
    await keep(forecast, { status });
});

const inOrder = () => [waiting.first, waiting.renewal, waiting.plan, waiting.last].map(({ id }) => id);

it("an owner decides on what waits for its teams, the longest waiting of each first", async () => {
  expect(await listed(personNamed("owner"), { team: "sunny" })).toEqual(inOrder());
  const all = await listed(personNamed("owner"));
  expect(all.toSorted()).toEqual([...inOrder(), elsewhere.rainy.id].toSorted());
});

it("pages neither repeat nor skip", async () => {
  expect(await listed(personNamed("owner"), { team: "sunny" }, 1)).toEqual(inOrder());
  expect(await listed(personNamed("owner"), {}, 2)).toHaveLength(5);
});

it("no other caller is told of any", async () => {
  expect(await listed(personNamed("viewer"))).toEqual([]);
  expect(await listed(personNamed("stranger"))).toEqual([]);
  await expect(listed(personNamed("viewer"), { team: "sunny" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(listed(personNamed("stranger"), { team: "sunny" })).rejects.toMatchObject({
    code: "not-found",
  });
});

it("an admin is asked about the platform's own services, and finds any team's by its name", async () => {
  expect(await listed(personNamed("admin"))).toEqual([elsewhere.platform.id]);
  expect(await listed(personNamed("admin"), { team: "rainy" })).toEqual([elsewhere.rainy.id]);
});

it("what is decided is listed no more", async () => {
  const value = await keep(gauge, { status: "pending", appliedAt: timeAt(NOW) });
  expect(await listed(personNamed("owner"), { team: "rainy" })).toContain(value.id);
  const decided = { ...value, revision: 2, status: "rejected" as const };
  await store().commit(change({ write: "replace", record: { kind: "subscription", value: decided } }));
  expect(await listed(personNamed("owner"), { team: "rainy" })).not.toContain(value.id);
});

it("the migration lists what an older release has kept, and nothing else", async () => {
  for (const { consumerId, service } of [waiting.first, waiting.plan])
    await updated(store(), currentSubscriptionKey(consumerId, service), {
      UpdateExpression: "REMOVE gsi1pk, gsi1sk",
    });
  expect(await listed(personNamed("owner"), { team: "sunny" })).toHaveLength(2);
  const migrate = () =>
    migrateTable({ table: store(), timeLeft: () => Number.POSITIVE_INFINITY, again: true });
  await migrate();
  expect(await listed(personNamed("owner"), { team: "sunny" })).toEqual(inOrder());
  expect((await migrate()).changed).toBe(0);
});
