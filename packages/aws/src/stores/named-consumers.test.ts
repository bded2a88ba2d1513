import { BatchWriteItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { Consumer } from "@latchkey/core/consumer/consumer";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { inFull } from "@latchkey/core/testing/in-full";
import { beforeAll, describe, expect, it } from "vitest";
import { consumerKey, consumerNameKey } from "../dynamo/keys.ts";
import { testClient } from "../testing/dynamodb-for-tests.ts";
import { testStore } from "../testing/test-store.ts";
import { startWire } from "../testing/wire.ts";
import { tableStores } from "./table-stores.ts";

const store = testStore(testClient);

const MANY = inFull ? 10_000 : 400;
/** Of which so many begin alike. */
const ALIKE = 120;

const named = (team: string, name: string, fields: Partial<Consumer> = {}) =>
  fresh.consumer(team, { name, ...fields });

/** As their making leaves them, but for the indexes, which no search reads: the embedded engine takes long to keep them. */
const load = async (consumers: readonly Consumer[]) => {
  const requests = consumers
    .flatMap((value) => [
      { ...consumerKey(value.id), doc: value, revision: value.revision },
      { ...consumerNameKey(value.team, value.name), holder: value.id },
    ])
    .map((item) => ({ PutRequest: { Item: marshall(item, { removeUndefinedValues: true }) } }));
  while (requests.length > 0)
    await store().client.send(
      new BatchWriteItemCommand({ RequestItems: { [store().tableName]: requests.splice(0, 25) } }),
    );
};

const numbered = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, at) => `${prefix}${String(at).padStart(5, "0")}`);

const alike = numbered(ALIKE, "shop-");

beforeAll(async () => {
  await load([...alike, ...numbered(MANY, "till-")].map((name) => named("many", name)));
  await load(alike.map((name) => named("few", name)));
  await load([named("other", "shop-of-others")]);
  // In the same partition as the names.
  await store().keep({ member: fresh.member("other", "ana@example.com") });
});

/** The names of all pages, and the requests that each page took. */
const search = async (team: string, beginning: string, limit: number) => {
  const wire = await startWire(store().endpoint);
  const stores = tableStores({ ...store(), client: testClient(wire.endpoint) });
  const pages: { names: string[]; requests: string[] }[] = [];
  let cursor: string | undefined;
  do {
    const page = await stores.consumersNamed(team, beginning, { limit, ...(cursor ? { cursor } : {}) });
    pages.push({ names: page.items.map(({ name }) => name), requests: wire.operations.splice(0) });
    cursor = page.cursor;
  } while (cursor !== undefined);
  await wire.stop();
  return { pages, bodies: wire.bodies };
};

describe("consumers whose names begin so", () => {
  it("are found in the order of their names, each once, and none of another team", async () => {
    const { pages } = await search("many", "shop-", 50);
    expect(pages.map(({ names }) => names.length)).toEqual([50, 50, 20]);
    expect(pages.flatMap(({ names }) => names)).toEqual(alike);
    expect((await search("many", "shop-00007", 50)).pages[0]?.names).toEqual(["shop-00007"]);
  });

  it("take a query and a batch for a page, whether a team has a hundred consumers or many times as many", async () => {
    for (const team of ["few", "many"]) {
      const { pages, bodies } = await search(team, "shop-", 100);
      for (const { requests } of pages) expect(requests).toEqual(["Query", "BatchGetItem"]);
      // What DynamoDB reads is what the key says, one entry more than the page holds: nothing is filtered afterwards.
      expect(JSON.parse(bodies[0] ?? "")).toMatchObject({ Limit: 101 });
      expect(bodies[0]).not.toContain("FilterExpression");
    }
    const { pages } = await search("many", "nothing-begins-so", 100);
    expect(pages).toEqual([{ names: [], requests: ["Query"] }]);
  });

  it("are without those that are deleted, whose names stay", async () => {
    const gone = named("left", "b");
    await load([named("left", "a"), gone, named("left", "c"), named("left", "d", { status: "deleted" })]);
    await store().client.send(
      new BatchWriteItemCommand({
        RequestItems: { [store().tableName]: [{ DeleteRequest: { Key: marshall(consumerKey(gone.id)) } }] },
      }),
    );
    expect((await search("left", "", 2)).pages.map(({ names }) => names)).toEqual([["a"], ["c"]]);
  });

  it.each(["#", "CONSUMER#", "../", "\u0000", "MEMBER#", "x".repeat(2000), "\ud800"])(
    "are none where no name can begin so: %j",
    async (beginning) => {
      expect((await search("other", beginning, 10)).pages.flatMap(({ names }) => names)).toEqual([]);
    },
  );

  it("are paged with a cursor that no other search and no other team takes", async () => {
    const { cursor } = await store().stores.consumersNamed("many", "shop-", { limit: 1 });
    if (cursor === undefined) throw new Error("There is a second page.");
    for (const [team, beginning] of [
      ["many", "shop-0"],
      ["few", "shop-"],
    ] as const)
      await expect(
        store().stores.consumersNamed(team, beginning, { limit: 1, cursor }),
      ).rejects.toMatchObject({ code: "invalid-input" });
  });
});
