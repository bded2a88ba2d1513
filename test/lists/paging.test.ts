import { inFull } from "@latchkey/core/testing/in-full";
import { beforeAll, describe, expect, it } from "vitest";
import { asPerson, type Send } from "../support/management.ts";
import { ownLatchkey } from "../support/own-latchkey.ts";

const CONSUMERS = inFull ? 210 : 90;
const TEAMS = ["red", "red", "green", "blue"];
/** As many as a consumer may have. */
const CREDENTIALS = 100;
/** Fewer than there are consumers. */
const LIMITS = [inFull ? 200 : 80, 50, 17];

const { latchkey, root, make } = ownLatchkey();
let owner: Send;
let consumer: { id: string };
let service: { slug: string };
beforeAll(async () => {
  for (const slug of ["red", "green", "blue"]) await make.team({ slug, owners: ["owner@x.test"] });
  owner = await asPerson(latchkey(), "owner@x.test");
  service = await make.service("red", { approval: "auto" });
  const consumers = await inTurn(CONSUMERS, (at) => make.consumer(teamOf(at)));
  consumer = consumers[0] ?? { id: "" };
  await inTurn(CREDENTIALS, () => make.credential(consumer));
  await inTurn(CONSUMERS, (at) => make.apply(consumers[at] ?? consumer, service.slug));
});

const teamOf = (at: number): string => TEAMS[at % TEAMS.length] ?? "red";
const inRed = Array.from({ length: CONSUMERS }, (_, at) => teamOf(at)).filter(
  (team) => team === "red",
).length;

/** Eight at a time. */
const inTurn = async <T>(count: number, one: (at: number) => Promise<T>): Promise<T[]> => {
  const done: T[] = [];
  for (let from = 0; from < count; from += 8)
    done.push(
      ...(await Promise.all(Array.from({ length: Math.min(8, count - from) }, (_, at) => one(from + at)))),
    );
  return done;
};

/** All pages of a list, by following its cursors. */
const pagesOf = async (send: Send, path: string, limit: number): Promise<string[][]> => {
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const query = `limit=${limit}${cursor === undefined ? "" : `&cursor=${encodeURIComponent(cursor)}`}`;
    const { status, body } = await send("GET", `${path}${path.includes("?") ? "&" : "?"}${query}`);
    expect(status).toBe(200);
    pages.push(body.items.map((item: { id: string }) => item.id));
    cursor = body.cursor;
  } while (cursor !== undefined);
  return pages;
};

const expectWhole = (pages: string[][], count: number, limit: number): void => {
  const all = pages.flat();
  expect(all).toHaveLength(count);
  expect(new Set(all).size).toBe(count);
  for (const page of pages.slice(0, -1)) expect(page).toHaveLength(limit);
};

describe("a list of more than one page", () => {
  it.each(LIMITS)("shows everything once, %d at a time, and nothing twice", async (limit) => {
    expectWhole(await pagesOf(root, "/v1/consumers", limit), CONSUMERS + 1, limit);
    expectWhole(await pagesOf(root, "/v1/consumers?team=red", limit), inRed, limit);
    expectWhole(await pagesOf(root, `/v1/services/${service.slug}/subscriptions`, limit), CONSUMERS, limit);
    expectWhole(
      await pagesOf(root, `/v1/services/${service.slug}/subscriptions?status=active`, limit),
      CONSUMERS,
      limit,
    );
    expectWhole(await pagesOf(root, `/v1/consumers/${consumer.id}/credentials`, limit), CREDENTIALS, limit);
  });

  it.each([200, 50, 7])("of all of a person's teams likewise, %d at a time", async (limit) => {
    expectWhole(await pagesOf(owner, "/v1/consumers", limit), CONSUMERS, limit);
  });

  it("has no cursor on its last page, also when that is full", async () => {
    const { body } = await root("GET", `/v1/consumers/${consumer.id}/credentials?limit=${CREDENTIALS}`);
    expect(body.items).toHaveLength(CREDENTIALS);
    expect(body).not.toHaveProperty("cursor");
  });

  it("has 50 on a page unless asked otherwise", async () => {
    expect((await root("GET", "/v1/consumers")).body.items).toHaveLength(50);
  });

  it("is in the order of making", async () => {
    const path = `/v1/consumers/${consumer.id}/credentials`;
    const { body } = await root("GET", `${path}?limit=200`);
    const times = body.items.map((item: { createdAt: string }) => item.createdAt);
    expect(times).toEqual(times.toSorted());
  });

  it("shows what was there throughout once, whatever comes and goes meanwhile", async () => {
    const there = new Set((await pagesOf(root, "/v1/consumers?team=green", 200)).flat());
    const leaver = await make.consumer("green");
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await root(
        "GET",
        `/v1/consumers?team=green&limit=10${cursor ? `&cursor=${cursor}` : ""}`,
      );
      seen.push(...body.items.map((item: { id: string }) => item.id));
      cursor = body.cursor;
      await make.consumer("green");
      await root("DELETE", `/v1/consumers/${leaver.id}?confirm=${leaver.name}`);
    } while (cursor !== undefined && seen.length < 500);
    expect(new Set(seen).size).toBe(seen.length);
    for (const id of there) expect(seen).toContain(id);
  });
});

describe("the bounds of what a team may hold", () => {
  it("refuse the 101st credential of a consumer, and take one again when another is gone", async () => {
    const path = `/v1/consumers/${consumer.id}/credentials`;
    const one = { name: "one too many", type: "api-key" };
    expect(await root("POST", path, one)).toMatchObject({ status: 409, body: { code: "limit-reached" } });
    const [first] = (await root("GET", `${path}?limit=1`)).body.items;
    expect((await root("DELETE", `${path}/${first.id}`)).status).toBe(204);
    expect((await root("POST", path, one)).status).toBe(201);
    expect(await root("POST", path, one)).toMatchObject({ status: 409, body: { code: "limit-reached" } });
  });
});
