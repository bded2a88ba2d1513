import type { PageRequest } from "@latchkey/core/page";
import { change, replace } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { aRing } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { testClient } from "../testing/dynamodb-for-tests.ts";
import { testStore } from "../testing/test-store.ts";
import { consumerTable } from "./consumer-table.ts";

const store = testStore(testClient);

const makeConsumers = async (team: string, count: number) => {
  const consumers = Array.from({ length: count }, () => fresh.consumer(team));
  for (const value of consumers) await store().keep({ consumer: value });
  return consumers;
};

const pages = async <T>(
  read: (page: PageRequest) => Promise<{ items: T[]; cursor?: string }>,
  limit: number,
) => {
  const all: T[][] = [];
  let cursor: string | undefined;
  do {
    const page = await read({ limit, ...(cursor ? { cursor } : {}) });
    all.push(page.items);
    cursor = page.cursor;
  } while (cursor);
  return all;
};

describe("A list", () => {
  it("is in the order of making, in pages of exactly the limit, without a cursor at its end", async () => {
    const consumers = await makeConsumers("paged", 6);
    const read = (page: PageRequest) => store().stores.consumersOf("paged", page);
    expect(await pages(read, 4)).toEqual([consumers.slice(0, 4), consumers.slice(4)]);
    expect(await pages(read, 3)).toEqual([consumers.slice(0, 3), consumers.slice(3)]);
    expect(await pages(read, 6)).toEqual([consumers]);
    expect(await pages(read, 200)).toEqual([consumers]);
  });

  it("that is empty has no cursor", async () => {
    expect(await store().stores.consumersOf("nobody", { limit: 10 })).toEqual({ items: [] });
  });

  it("does not repeat or skip when records are made and go between its pages", async () => {
    const [first, second, third, fourth] = await makeConsumers("moving", 4);
    if (!first || !second || !third || !fourth) throw new Error("Four were made.");
    const one = await store().stores.consumersOf("moving", { limit: 2 });
    const deleted = { ...second, revision: 2, status: "deleted" as const };
    await store().commit(change(replace({ kind: "consumer", value: deleted })));
    const [fifth] = await makeConsumers("moving", 1);
    const two = await store().stores.consumersOf("moving", {
      limit: 10,
      ...(one.cursor ? { cursor: one.cursor } : {}),
    });
    expect(one.items).toEqual([first, second]);
    expect(two.items).toEqual([third, fourth, fifth]);
  });

  it("goes on past the megabyte that DynamoDB answers at once", async () => {
    const description = "x".repeat(200_000);
    const consumers = Array.from({ length: 8 }, () => fresh.consumer("large", { description }));
    for (const value of consumers) await store().keep({ consumer: value });
    const page = await store().stores.consumersOf("large", { limit: 7 });
    expect(page.items.map((each) => each.id)).toEqual(consumers.slice(0, 7).map((each) => each.id));
    expect(page.cursor).toBeDefined();
  });
});

describe("A cursor", () => {
  const refusal = { code: "invalid-input", extra: { errors: [{ pointer: "cursor" }] } };
  const cursorOf = async (team: string) => {
    await makeConsumers(team, 2);
    const { cursor } = await store().stores.consumersOf(team, { limit: 1 });
    if (cursor === undefined) throw new Error("There are two pages.");
    return cursor;
  };

  it("that was changed anywhere is refused", async () => {
    const cursor = await cursorOf("tampered");
    for (let index = 0; index < cursor.length; index += 1) {
      const other = cursor[index] === "A" ? "B" : "A";
      const changed = cursor.slice(0, index) + other + cursor.slice(index + 1);
      const signature = (text: string) => Buffer.from(text.split(".")[2] ?? "", "base64url").toString("hex");
      // The last character of a base64url text has bits that mean nothing.
      if (index === cursor.length - 1 && signature(changed) === signature(cursor)) continue;
      const attempt = store().stores.consumersOf("tampered", { limit: 1, cursor: changed });
      await expect(attempt, `character ${index}`).rejects.toMatchObject(refusal);
    }
  });

  it("of another list is refused, also of the same sort", async () => {
    const cursor = await cursorOf("mine");
    await makeConsumers("theirs", 2);
    const page = { limit: 1, cursor };
    await expect(store().stores.consumersOf("theirs", page)).rejects.toMatchObject(refusal);
    await expect(store().stores.consumers(page)).rejects.toMatchObject(refusal);
    await expect(store().stores.teams(page)).rejects.toMatchObject(refusal);
    expect((await store().stores.consumersOf("mine", page)).items).toHaveLength(1);
  });

  it.each(["", "x", "a.b.c", "....", "x".repeat(100_000), "e30.e30.e30", "\u0000"])(
    "that never was one is refused: %.10j",
    async (cursor) => {
      await expect(store().stores.consumersOf("any", { limit: 1, cursor })).rejects.toMatchObject(refusal);
    },
  );

  it("made with a key that was rotated still serves while its ring holds the key, and not after", async () => {
    const [old, fresh] = [aRing("old"), aRing("fresh")];
    const under = (ring: ReturnType<typeof aRing>) =>
      consumerTable({ ...store(), cursorRing: async () => ring });
    await makeConsumers("rotated", 2);
    const { cursor = "" } = await under(old).consumersOf("rotated", { limit: 1 });
    const both = { current: "fresh", keys: { ...old.keys, ...fresh.keys } };
    expect((await under(both).consumersOf("rotated", { limit: 1, cursor })).items).toHaveLength(1);
    await expect(under(fresh).consumersOf("rotated", { limit: 1, cursor })).rejects.toMatchObject(refusal);
  });
});

describe("Reads", () => {
  it("of names that cannot be in the table find nothing", async () => {
    const { stores } = store();
    for (const name of ["", "#", "x".repeat(5000), "\u0000", "\ud800", "no-such", "META"]) {
      expect(await stores.team(name)).toBeUndefined();
      expect(await stores.member(name, name)).toBeUndefined();
      expect(await stores.members(name)).toEqual([]);
      expect(await stores.service(name)).toBeUndefined();
      expect(await stores.serviceById(name)).toBeUndefined();
      expect(await stores.consumer(name)).toBeUndefined();
      expect(await stores.credential(name, name)).toBeUndefined();
      expect(await stores.subscription(name)).toBeUndefined();
      expect(await stores.currentSubscription(name, name)).toBeUndefined();
      expect(await stores.teamsOf(name, { limit: 1 })).toEqual({ items: [] });
      expect(await stores.subscriptionsOfService(name, { status: "pending" }, { limit: 1 })).toEqual({
        items: [],
      });
    }
  });

  it("give teams and members back as they were written", async () => {
    const team = fresh.team();
    const members = ["zoe@example.com", "ana@example.com"].map((email) => fresh.member(team.slug, email));
    await store().keep({ team, member: members });
    expect(await store().stores.team(team.slug)).toEqual(team);
    expect(await store().stores.members(team.slug)).toEqual(members);
    expect(await store().stores.member(team.slug, "ana@example.com")).toEqual(members[1]);
    expect((await store().stores.teamsOf("ana@example.com", { limit: 5 })).items).toEqual([members[1]]);
  });

  it("find a service by slug and by id, with its document, and list it by team, publication and all", async () => {
    const service = fresh.service("globex", { openapi: JSON.stringify({ openapi: "3.1.0" }) });
    const draft = fresh.service("globex", { status: "draft" });
    for (const value of [service, draft]) await store().keep({ service: value });
    const { openapi: _large, ...lean } = service;
    expect(await store().stores.service(service.slug)).toEqual(service);
    expect(await store().stores.serviceById(service.id)).toEqual(service);
    expect((await store().stores.servicesOf("globex", { limit: 5 })).items).toEqual([lean, draft]);
    expect((await store().stores.services({ limit: 5 })).items).toEqual([lean, draft]);
    expect((await store().stores.publishedServices({ limit: 5 })).items).toEqual([lean]);
    const retired = { ...lean, status: "retired" as const, revision: 2 };
    await store().commit(change(replace({ kind: "service", value: retired })));
    expect((await store().stores.publishedServices({ limit: 5 })).items).toEqual([]);
    expect(await store().stores.service(service.slug)).toEqual(retired);
  });

  it("find credentials by their ids alone, and list them in the order of making", async () => {
    const consumer = fresh.consumer("acme");
    const credentials = Array.from({ length: 5 }, () => fresh.credential(consumer.id));
    for (const value of credentials) await store().keep({ credential: value });
    expect((await store().stores.credentials(consumer.id, { limit: 10 })).items).toEqual(credentials);
    const [first] = credentials;
    if (!first) throw new Error("Five were made.");
    expect(await store().stores.credential(consumer.id, first.id)).toEqual(first);
    expect(await store().stores.credential("con_0000000000000000", first.id)).toBeUndefined();
  });
});
