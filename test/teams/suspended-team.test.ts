import { beforeAll, describe, expect, it } from "vitest";
import { machineOf } from "../support/making.ts";
import { asPerson } from "../support/management.ts";
import { ownLatchkey } from "../support/own-latchkey.ts";

const { latchkey, root, make } = ownLatchkey();
beforeAll(async () => {
  await make.team({ slug: "callers", owners: ["owner@callers.test"] });
  await make.team({ slug: "providers", owners: ["owner@providers.test"] });
});

/** A consumer of one team with a key to a service of the other one. */
const caller = async () => {
  const service = await make.service("providers", {
    upstream: { url: `${latchkey().control}/_local/upstreams/echo` },
  });
  const consumer = await make.consumer("callers");
  const { secret } = await make.credential(consumer);
  await make.subscription(consumer, service.slug);
  return async () => {
    const response = await fetch(`${latchkey().gateway}/${service.slug}/x`, {
      headers: { "X-API-Key": secret.apiKey },
    });
    return `${response.status} ${((await response.json()) as { code?: string }).code ?? ""}`.trim();
  };
};
let ahead = 0;
/** Until the five seconds are over that a record may be behind. */
const fiveSecondsOn = async () => {
  ahead += 5;
  await root("PUT", "/_local/clock", { offsetSeconds: ahead });
};

describe("a team that is suspended", () => {
  it.each(["callers", "providers"])("has no call of or to it let through: %s", async (team) => {
    const call = await caller();
    expect(await call()).toBe("200");
    const suspended = await root("POST", `/v1/teams/${team}/suspend`, {});
    expect(suspended).toMatchObject({ status: 200, body: { slug: team, status: "suspended" } });
    await fiveSecondsOn();
    expect(await call()).toBe("403 team-suspended");
    const resumed = await root("POST", `/v1/teams/${team}/resume`, {});
    expect(resumed).toMatchObject({ status: 200, body: { status: "active" } });
    // A refusal for a state is never answered from memory.
    expect(await call()).toBe("200");
  });

  it("is still read by its members, and manages nothing by machine", async () => {
    const machine = (await machineOf(latchkey(), root, "callers")).send;
    const owner = await asPerson(latchkey(), "owner@callers.test");
    expect((await machine("GET", "/v1/consumers")).status).toBe(200);
    await root("POST", "/v1/teams/callers/suspend", {});
    expect((await owner("GET", "/v1/teams/callers")).body).toMatchObject({ status: "suspended" });
    expect((await owner("GET", "/v1/consumers?team=callers")).status).toBe(200);
    await fiveSecondsOn();
    expect(await machine("GET", "/v1/consumers")).toMatchObject({
      status: 403,
      body: { code: "team-suspended" },
    });
    await root("POST", "/v1/teams/callers/resume", {});
  });

  it("can be suspended again without another revision, and by admins alone", async () => {
    const first = await root("POST", "/v1/teams/callers/suspend", {});
    const second = await root("POST", "/v1/teams/callers/suspend", {});
    expect(second.body.revision).toBe(first.body.revision);
    const owner = await asPerson(latchkey(), "owner@callers.test");
    expect((await owner("POST", "/v1/teams/callers/resume", {})).status).toBe(403);
    expect((await owner("POST", "/v1/teams/providers/suspend", {})).status).toBe(404);
    await root("POST", "/v1/teams/callers/resume", {});
  });

  it("is never the platform's own", async () => {
    expect(await root("POST", "/v1/teams/latchkey/suspend", {})).toMatchObject({
      status: 403,
      body: { code: "forbidden" },
    });
  });

  it("leaves the record of the suspended when it is deleted", async () => {
    const { slug } = await make.team();
    await root("POST", `/v1/teams/${slug}/suspend`, {});
    expect((await root("DELETE", `/v1/teams/${slug}`)).status).toBe(204);
    expect((await root("POST", `/v1/teams/${slug}/resume`, {})).status).toBe(404);
  });
});

describe("a team of 120 members that is deleted", () => {
  it("leaves none of them a member", async () => {
    const { slug } = await make.team({ owners: ["boss@many.test"] });
    for (let from = 0; from < 120; from += 1)
      await root("PUT", `/v1/teams/${slug}/members/many-${from}@many.test`, { role: "member" });
    const last = await asPerson(latchkey(), "many-119@many.test");
    expect((await last("GET", "/v1/me")).body.teams).toEqual([{ team: slug, role: "member" }]);
    expect((await root("DELETE", `/v1/teams/${slug}`)).status).toBe(204);
    for (const email of ["boss@many.test", "many-0@many.test", "many-119@many.test"]) {
      const person = await asPerson(latchkey(), email);
      expect((await person("GET", "/v1/me")).body.teams).toEqual([]);
    }
    expect((await root("DELETE", `/v1/teams/${slug}`)).status).toBe(404);
  });
});

describe("the people of all teams", () => {
  it("are listed by address with every team of theirs, on whole pages", async () => {
    const slugs: string[] = [];
    for (const _each of [1, 2, 3])
      slugs.push((await make.team({ owners: ["ann@people.test", "bob@people.test"] })).slug);
    const people = new Map<string, string[]>();
    let cursor: string | undefined;
    do {
      const page = await root("GET", `/v1/people?limit=1${cursor ? `&cursor=${cursor}` : ""}`);
      expect(page.body.items.length).toBe(1);
      for (const { email, teams } of page.body.items) {
        expect(people.has(email)).toBe(false);
        people.set(
          email,
          teams.map(({ team }: { team: string }) => team),
        );
      }
      cursor = page.body.cursor;
    } while (cursor);
    expect([...people.keys()]).toEqual([...people.keys()].sort());
    for (const email of ["ann@people.test", "bob@people.test"]) expect(people.get(email)).toEqual(slugs);
  });
});
