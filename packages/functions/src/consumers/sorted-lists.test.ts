import { authorizerTable } from "@latchkey/aws/stores/authorizer-table";
import { testStore } from "@latchkey/aws/testing/test-store";
import { mayOnlyRead, workOn } from "@latchkey/aws/testing/work-for-tests";
import { listConsumers } from "@latchkey/core/consumer/read-consumer";
import { lookupOf } from "@latchkey/core/credential/part/credential-place";
import type { Page, PageRequest } from "@latchkey/core/page";
import { listServices } from "@latchkey/core/service/read-service";
import type { TeamFilter } from "@latchkey/core/team/my-teams";
import { aPerson } from "@latchkey/core/testing/callers";
import { change, replace } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { beforeAll, describe, expect, it } from "vitest";
import { searchCredentials } from "../credentials/search-credentials.ts";

const store = testStore();

const one = aPerson("one@sorted.test");
const both = aPerson("both@sorted.test");
const admin = aPerson("admin@sorted.test", true);

const MADE = ["pear", "apple", "quince", "fig"];
const BY_NAME = MADE.toSorted();
const consumers = MADE.map((name) => fresh.consumer("sorted", { name }));
const holder = fresh.consumer("holders", { name: "holder" });
const KEYS = ["laptop", "Server", "phone"];
const keys = KEYS.map((name, at) => fresh.credential(holder.id, { name, hint: `hint-of-${at}` }));

beforeAll(async () => {
  for (const { id, team, name } of consumers)
    await store().commit(
      change({
        write: "claim",
        name: { kind: "consumer-name", team, name },
        holder: id,
      }),
    );
  await store().keep({
    consumer: [...consumers, holder, fresh.consumer("others", { name: "of-others" })],
    credential: keys,
    service: MADE.map((slug, at) =>
      fresh.service("sorted", { slug: `s-${slug}`, name: at % 2 === 0 ? slug : slug.toUpperCase() }),
    ),
    member: [
      fresh.member("sorted", "one@sorted.test"),
      fresh.member("sorted", "both@sorted.test"),
      fresh.member("others", "both@sorted.test"),
      fresh.member("holders", "both@sorted.test"),
    ],
  });
});

const workOf = (caller: typeof one) => workOn({ ...store(), commit: mayOnlyRead }, { caller });

const all = async <T>(read: (page: PageRequest) => Promise<Page<T>>): Promise<T[]> => {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read({ limit: 3, ...(cursor === undefined ? {} : { cursor }) });
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return items;
};
const namesOf = async (caller: typeof one, filter: TeamFilter) =>
  (await all((page) => listConsumers(workOf(caller), filter, page))).map(({ name }) => name);

describe("an order that no index answers is refused", () => {
  it.each<[string, typeof one, TeamFilter]>([
    ["of several teams", both, { by: "name" }],
    ["of several teams by making", both, { by: "created", backwards: true }],
    ["by name over all teams", admin, { by: "name" }],
    ["by making of what is searched for", one, { by: "created", q: "a" }],
  ])("%s", async (_what, caller, filter) => {
    await expect(namesOf(caller, filter)).rejects.toMatchObject({
      code: "invalid-input",
      extra: { errors: [{ pointer: "sort" }] },
    });
  });

  it("and another team's list is as unknown in any order", async () => {
    await expect(namesOf(one, { team: "others", by: "name" })).rejects.toMatchObject({ code: "not-found" });
  });

  it("and a cursor serves only the direction that it is of", async () => {
    for (const by of ["name", "created"] as const)
      for (const filter of [{ by }, { by, team: "sorted" }]) {
        const { cursor } = await listConsumers(workOf(one), filter, { limit: 1 });
        if (cursor === undefined) throw new Error("There is a second page.");
        await expect(
          listConsumers(workOf(one), { ...filter, backwards: true }, { limit: 1, cursor }),
        ).rejects.toMatchObject({ code: "invalid-input" });
      }
  });
});

describe("consumers", () => {
  it.each<[string, TeamFilter, string[]]>([
    ["by name", { by: "name" }, BY_NAME],
    ["by name from the end", { by: "name", backwards: true }, BY_NAME.toReversed()],
    ["by making", { by: "created" }, MADE],
    ["the newest first", { by: "created", backwards: true }, MADE.toReversed()],
    ["searched for, from the end", { by: "name", backwards: true, q: "" }, BY_NAME.toReversed()],
  ])("come %s, over all pages", async (_order, filter, expected) => {
    expect(await namesOf(one, filter)).toEqual(expected);
    expect(await namesOf(both, { ...filter, team: "sorted" })).toEqual(expected);
  });

  it("of all teams come the newest first for an admin", async () => {
    const names = await namesOf(admin, { by: "created", backwards: true });
    expect(names.filter((name) => MADE.includes(name))).toEqual(MADE.toReversed());
    expect(names).toContain("of-others");
  });
});

describe("services", () => {
  const slugsOf = async (filter: TeamFilter, caller = one) =>
    (await all((page) => listServices(workOf(caller), filter, page))).map(({ slug }) =>
      slug.slice("s-".length),
    );

  it.each<[string, TeamFilter, string[]]>([
    ["the newest first", { by: "created", backwards: true }, MADE.toReversed()],
    ["by name, in capitals or not", { by: "name" }, BY_NAME],
    ["by name from the end", { by: "name", backwards: true }, BY_NAME.toReversed()],
    ["by name where they are searched for", { by: "name", q: "p" }, ["apple", "pear"]],
  ])("come %s, over all pages", async (_order, filter, expected) => {
    expect(await slugsOf(filter)).toEqual(expected);
    expect(await slugsOf({ ...filter, team: "sorted" }, admin)).toEqual(expected);
  });

  it("of several teams have no order by name", async () => {
    for (const caller of [both, admin])
      await expect(slugsOf({ by: "name" }, caller)).rejects.toMatchObject({
        code: "invalid-input",
        extra: { errors: [{ pointer: "sort" }] },
      });
  });

  it("that are renamed move in the order by name", async () => {
    const [value] = await all((page) => listServices(workOf(one), { q: "s-quince" }, page));
    if (!value) throw new Error("It was made.");
    const rename = (name: string, revision: number) =>
      store().commit(change(replace({ kind: "service", value: { ...value, name, revision } })));
    await rename("a first one", 2);
    expect((await slugsOf({ by: "name" }))[0]).toBe("quince");
    await rename(value.name, 3);
    expect(await slugsOf({ by: "name" })).toEqual(BY_NAME);
  });
});

describe("the credentials of a consumer", () => {
  type Query = Omit<Parameters<typeof searchCredentials>[2], "limit">;
  const credentials = async (query: Query, limit = 2, caller = both) =>
    (
      await all(({ cursor }) => searchCredentials(workOf(caller), holder.id, { ...query, limit, cursor }))
    ).map(({ name }) => name);

  it("are not told to others, searched or not", async () => {
    for (const query of [{ q: "laptop" }, { sort: "name" } as const, {}])
      await expect(credentials(query, 2, one)).rejects.toMatchObject({ code: "not-found" });
  });

  it.each<[Query, string[]]>([
    [{ sort: "name" }, ["laptop", "phone", "Server"]],
    [{ sort: "-name" }, ["Server", "phone", "laptop"]],
    [{ sort: "-created" }, KEYS.toReversed()],
    [{ q: "SERV" }, ["Server"]],
    [{ q: "hint-of", sort: "-name" }, ["Server", "phone", "laptop"]],
    [{ q: "nothing" }, []],
  ])("%j", async (query, expected) => {
    expect(await credentials(query)).toEqual(expected);
    expect(await credentials(query, 1)).toEqual(expected);
  });

  it("come by their last use, those that were never used at one end", async () => {
    const [laptop, , phone] = keys;
    for (const [key, at] of [
      [phone, "2026-02-01T00:00:00.000Z"],
      [laptop, "2026-01-01T00:00:00.000Z"],
    ] as const) {
      if (!key) throw new Error("It was made.");
      await touch(key, at);
    }
    expect(await credentials({ sort: "-last-used" })).toEqual(["phone", "laptop", "Server"]);
  });
});

const touch = async ({ consumerId, id }: (typeof keys)[number], at: string): Promise<void> => {
  await authorizerTable(store()).touchLastUsed({ consumerId, lookup: lookupOf(id) }, Date.parse(at));
};
