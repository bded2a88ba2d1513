import { gzipSync } from "node:zlib";
import { callTable } from "@latchkey/aws/stores/call-table";
import { tableStores } from "@latchkey/aws/stores/table-stores";
import { testClient } from "@latchkey/aws/testing/dynamodb-for-tests";
import { testStore } from "@latchkey/aws/testing/test-store";
import { startWire, type Wire } from "@latchkey/aws/testing/wire";
import { mayOnlyRead, workOn } from "@latchkey/aws/testing/work-for-tests";
import type { Caller } from "@latchkey/core/access/caller";
import { aPerson } from "@latchkey/core/testing/callers";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { NOW, timeAt } from "@latchkey/core/testing/records";
import { createKeepCalls } from "@latchkey/core/usage/keep-calls";
import { readCalls } from "@latchkey/core/usage/read-calls";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createIngest } from "./create-ingest.ts";

const store = testStore();
let wire: Wire;
beforeAll(async () => {
  wire = await startWire(store().endpoint);
});
afterAll(() => wire.stop());

const table = () => ({ ...store(), client: testClient(wire.endpoint) });

/** Two services of two providers, and a caller of both. */
const aWorld = async () => {
  const [mine, other] = [fresh.service("sellers"), fresh.service("rivals")];
  const consumer = fresh.consumer("buyers");
  const subscriptions = [mine, other].map((service) => fresh.subscription(consumer, service));
  await store().keep({ consumer, service: [mine, other], subscription: subscriptions });
  return { consumer, mine, other, subscriptions };
};
let world: Awaited<ReturnType<typeof aWorld>>;
beforeAll(() =>
  store().keep({
    member: [
      fresh.member("buyers", "ana@buyers.test", { role: "viewer" }),
      fresh.member("sellers", "olive@sellers.test", { role: "viewer" }),
      fresh.member("rivals", "rik@rivals.test", { role: "owner" }),
    ],
  }),
);
beforeEach(async () => {
  world = await aWorld();
});
const [ana, olive, rik] = ["ana@buyers.test", "olive@sellers.test", "rik@rivals.test"].map((email) =>
  aPerson(email),
) as [Caller, Caller, Caller];

/** One instance of the function, whose table the test sees. */
const anInstance = (now = () => NOW) => {
  const keep = createKeepCalls(callTable(table()));
  const ingest = createIngest({
    usage: {
      seen: async () => ({ version: 0, has: () => true }),
      add: async () => undefined,
      settle: async () => {},
    },
    refusals: { refusals: async () => [], note: async () => undefined },
    keepCalls: keep,
    now,
    wait: async () => undefined,
    measure: () => undefined,
  });
  return (lines: readonly object[]) => {
    const logEvents = lines.map((line) => ({ id: "1", timestamp: NOW, message: JSON.stringify(line) }));
    const text = JSON.stringify({ messageType: "DATA_MESSAGE", logGroup: "g", logStream: "s", logEvents });
    return ingest({ awslogs: { data: gzipSync(text).toString("base64") } });
  };
};

const call = (at: number, fields: object = {}) => ({
  message: "call",
  at: timeAt(NOW - 60_000 + at),
  requestId: `req-${at}`,
  method: "GET",
  path: "/days/{day}",
  slug: world.mine.slug,
  serviceId: world.mine.id,
  consumer: world.consumer.id,
  credential: "crd_1",
  subscription: world.subscriptions[0]?.id,
  team: "buyers",
  status: 200,
  upstreamStatus: 200,
  durationMs: 7,
  ...fields,
});
const toOther = () => ({
  slug: world.other.slug,
  serviceId: world.other.id,
  subscription: world.subscriptions[1]?.id,
});

const read = async (caller: Caller, service?: string) => {
  const stores = tableStores(table());
  return readCalls(workOn({ stores, commit: mayOnlyRead }, { caller }), world.consumer.id, service);
};
const idsOf = (calls: readonly { requestId: string }[]) => calls.map(({ requestId }) => requestId);
const unknown = { code: "not-found", message: expect.stringContaining("consumer") };

describe("another team", () => {
  it("reads none of a consumer's calls, whichever service it names", async () => {
    await anInstance()([call(1), call(2, toOther())]);
    await expect(read(aPerson("nobody@people.test"))).rejects.toMatchObject(unknown);
    for (const service of [undefined, world.other.slug, world.other.id, "nothing", "latchkey"])
      await expect(read(olive, service)).rejects.toMatchObject(unknown);
  });

  it("that provides one service reads those to it alone, without credentials", async () => {
    await anInstance()([
      call(1),
      call(2, toOther()),
      call(3, { subscription: undefined, status: 403, code: "no-subscription" }),
    ]);
    const seen = await read(olive, world.mine.slug);
    expect(idsOf(seen)).toEqual(["req-1"]);
    expect(seen[0]).not.toHaveProperty("credential");
    expect(idsOf(await read(rik, world.other.id))).toEqual(["req-2"]);
  });

  it("reads a hundred to its own however many others there are, with as many requests", async () => {
    const ingest = anInstance();
    for (let at = 0; at < 100; at += 50)
      await ingest(Array.from({ length: 50 }, (_, each) => call(at + each)));
    wire.operations.length = 0;
    const before = idsOf(await read(olive, world.mine.slug));
    const cost = wire.operations.splice(0);
    await ingest(Array.from({ length: 300 }, (_, at) => call(1000 + at, toOther())));
    wire.operations.length = 0;
    expect(idsOf(await read(olive, world.mine.slug))).toEqual(before);
    expect(wire.operations).toEqual(cost);
    expect(before).toHaveLength(100);
  });
});

describe("the last calls of a quiet consumer", () => {
  it("are all there, newest first, each once, however they were brought", async () => {
    const lines = Array.from({ length: 7 }, (_, at) => call(at * 10));
    const ingest = anInstance();
    await ingest([lines[6], lines[1]] as object[]);
    for (const line of [lines[3], lines[0], lines[5]]) await ingest([line as object]);
    await anInstance()([lines[2], lines[4]] as object[]);
    await ingest([lines[6], lines[1]] as object[]);
    const expected = lines.map(({ requestId }) => requestId).toReversed();
    expect(idsOf(await read(ana))).toEqual(expected);
    expect((await read(ana))[0]).toMatchObject({
      method: "GET",
      path: "/days/{day}",
      status: 200,
      credential: "crd_1",
    });
  });

  it("cost one write for a batch, and none that was read before", async () => {
    const ingest = anInstance();
    wire.operations.length = 0;
    for (let at = 0; at < 5; at += 1) await ingest([call(at)]);
    expect(wire.operations).toEqual(Array(5).fill("PutItem"));
  });

  it("are a hundred of a day, over all services, those without a subscription included", async () => {
    const ingest = anInstance();
    await ingest([call(-86_400_000)]);
    for (let at = 0; at < 60; at += 1) await ingest([call(at * 2), call(at * 2 + 1, toOther())]);
    await ingest([
      call(500, {
        subscription: undefined,
        serviceId: undefined,
        slug: "nothing",
        status: 403,
        code: "no-subscription",
      }),
    ]);
    const ids = idsOf(await read(ana));
    expect(ids).toEqual(["req-500", ...Array.from({ length: 99 }, (_, at) => `req-${119 - at}`)]);
    expect(idsOf(await read(ana, "nothing"))).toEqual(["req-500"]);
    expect(idsOf(await read(ana, world.other.slug))).toHaveLength(60);
  });
});

it("a flood of one consumer costs a hundred calls and a batch in five seconds, and the list stays full", async () => {
  let now = NOW;
  const ingest = anInstance(() => now);
  wire.operations.length = 0;
  for (let batch = 0; batch < 20; batch += 1)
    await ingest(Array.from({ length: 60 }, (_, at) => call(batch * 60 + at)));
  expect(wire.operations).toHaveLength(2);
  expect(await read(ana)).toHaveLength(100);
  now += 5000;
  await ingest([call(5000)]);
  expect((await read(ana))[0]?.requestId).toBe("req-5000");
});
