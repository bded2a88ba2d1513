import { beforeAll, describe, expect, it } from "vitest";
import { freshName, machineOf } from "../support/making.ts";
import { asPerson, type Send } from "../support/management.ts";
import { onSharedLatchkey } from "../support/on-shared-latchkey.ts";

/** A word that nothing else of the platform has. */
const WORD = "zebra";
const PERSON = "searching@x.test";

const { latchkey, root, make } = onSharedLatchkey();
let member: Send;
let teams: { red: string; green: string };

beforeAll(async () => {
  const red = await make.team({ slug: freshName("searched"), owners: [PERSON] });
  const green = await make.team({ slug: freshName("searched"), owners: [PERSON] });
  const others = await make.team({ slug: freshName("searched") });
  teams = { red: red.slug, green: green.slug };
  member = await asPerson(latchkey(), PERSON);
  for (const name of [`${WORD}-b`, `${WORD}-a`, `a-${WORD}`, "other"])
    await make.consumer(red.slug, { name });
  await make.consumer(green.slug, { name: `${WORD}-c` });
  await make.consumer(others.slug, { name: `${WORD}-of-others` });
  const deleted = await make.consumer(red.slug, { name: `${WORD}-deleted` });
  await root("DELETE", `/v1/consumers/${deleted.id}?confirm=${deleted.name}`);
  await make.service(red.slug, { slug: `a-${WORD}-slug`, name: "One" });
  await make.service(green.slug, { slug: "by-name", name: "The Zebra crossing" });
  await make.service(green.slug, { slug: "by-tag", name: "Three", tags: [WORD] });
  await make.service(green.slug, { slug: "not-found", name: "Four" });
  await make.service(others.slug, { slug: `${WORD}-of-others`, name: "Five" });
});

type Named = { name: string; slug?: string };
const found = async (send: Send, path: string): Promise<string[]> => {
  const { status, body } = await send("GET", path);
  expect(status).toBe(200);
  return body.items.map(({ slug, name }: Named) => slug ?? name);
};

describe("a search for consumers", () => {
  it.each([
    ["the beginning of a name, in each of the caller's teams", WORD, [`${WORD}-a`, `${WORD}-b`, `${WORD}-c`]],
    ["a name in capitals, with spaces around it", " ZEBRA-B ", [`${WORD}-b`]],
    ["the middle of a name", "ebra", []],
    ["what only others have", `${WORD}-of`, []],
    ["a deleted one", `${WORD}-del`, []],
    ["what is a path", "../", []],
  ])("%s", async (_, q, names) =>
    expect(await found(member, `/v1/consumers?q=${encodeURIComponent(q)}`)).toEqual(names),
  );

  it("is of one team where one is named, and of a machine's own", async () => {
    expect(await found(member, `/v1/consumers?team=${teams.green}&q=${WORD}`)).toEqual([`${WORD}-c`]);
    const machine = await machineOf(latchkey(), root, teams.green);
    expect(await found(machine.send, `/v1/consumers?q=${WORD}`)).toEqual([`${WORD}-c`]);
  });

  it("finds for an admin those of all teams", async () =>
    expect((await found(root, `/v1/consumers?q=${WORD}`)).sort()).toEqual(
      ["a", "b", "c", "of-others"].map((end) => `${WORD}-${end}`),
    ));

  it("is paged across teams, with a cursor that no other search takes", async () => {
    const first = await member("GET", `/v1/consumers?q=${WORD}&limit=2`);
    expect(first.body.items).toHaveLength(2);
    const cursor = encodeURIComponent(first.body.cursor);
    expect(await found(member, `/v1/consumers?q=${WORD}&limit=2&cursor=${cursor}`)).toEqual([`${WORD}-c`]);
    for (const query of [`q=${WORD}-&`, "", `q=${WORD}&team=${teams.red}&`])
      expect(await member("GET", `/v1/consumers?${query}cursor=${cursor}`)).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: "cursor" }] },
      });
  });
});

describe("a search for services", () => {
  it.each([
    ["slug, name and tags of the caller's teams", "ZEBRA", [`a-${WORD}-slug`, "by-name", "by-tag"]],
    ["what nothing contains", "zebras", []],
  ])("%s", async (_, q, slugs) => expect(await found(member, `/v1/services?q=${q}`)).toEqual(slugs));

  it("is of one team where one is named", async () =>
    expect(await found(member, `/v1/services?team=${teams.red}&q=${WORD}`)).toEqual([`a-${WORD}-slug`]));

  it("finds for an admin those of all teams", async () =>
    expect(await found(root, `/v1/services?q=${WORD}`)).toContain(`${WORD}-of-others`));
});

describe.each(["consumers", "services"])("the search of %s", (list) => {
  it("is as absent where it is empty, and bounded", async () => {
    const all = await found(member, `/v1/${list}`);
    expect(await found(member, `/v1/${list}?q=`)).toEqual(all);
    for (const q of ["x".repeat(101), "%20", "%00", "a%0Ab"])
      expect((await member("GET", `/v1/${list}?q=${q}`)).status, q).toBe(400);
  });
});
