import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { moveClock } from "../subscriptions/life.fixture.ts";
import { machineOf } from "../support/making.ts";
import { eventually, type Send } from "../support/management.ts";
import { type Inviting, members, SPELLINGS, startInviting } from "./invitations.fixture.ts";

let at: Inviting;
let owner: Send;
beforeAll(async () => {
  at = await startInviting();
  await at.make.team({ slug: "acme", owners: ["ann@acme.test", "bob@acme.test"] });
  owner = await at.as("ann@acme.test");
});
afterAll(() => at.stop());

const place = (email: string, team = "acme") => `/v1/teams/${team}/members/${encodeURIComponent(email)}`;
const team = async (slug = "acme") => members(await at.root("GET", `/v1/teams/${slug}`));

describe("an address that an owner names", () => {
  const ZOE = "zoe@stranger.test";

  it("is invited, by one mail without a word of the team's", async () => {
    await owner("PATCH", "/v1/teams/acme", { name: "You won! Sign in at evil.example/win today" });
    const invited = await owner("PUT", place(ZOE), { role: "member" });
    expect(invited).toMatchObject({ status: 200, body: { email: ZOE, role: "member", status: "invited" } });
    expect(Date.parse(invited.body.expiresAt) - Date.parse(invited.body.createdAt)).toBe(14 * 86_400_000);
    expect(await team()).toMatchObject({ [ZOE]: "member invited", "ann@acme.test": "owner active" });
    const [mail] = await at.mailsTo(ZOE, 1);
    expect(mail?.subject).toBe("Invitation to the team acme");
    for (const part of [mail?.text, mail?.html]) expect(part).not.toMatch(/won|evil/i);
    for (const email of ["ann@acme.test", "bob@acme.test"])
      expect((await at.mailsTo(email, 1)).map(({ subject }) => subject)).toEqual(["Invited: team acme"]);
  });

  it("has no rights, is in no list of people, and gets no other mail", async () => {
    const zoe = await at.as(ZOE);
    expect((await zoe("GET", "/v1/me")).body.teams).toEqual([]);
    expect((await zoe("GET", "/v1/teams")).body.items).toEqual([]);
    for (const [method, path, body] of [
      ["GET", "/v1/teams/acme", undefined],
      ["PATCH", "/v1/teams/acme", { name: "Mine" }],
      ["PUT", place(ZOE), { role: "owner" }],
      ["DELETE", place("bob@acme.test"), undefined],
      ["POST", "/v1/consumers", { name: "mine", team: "acme" }],
      ["GET", "/v1/audit?team=acme", undefined],
    ] as const)
      expect((await zoe(method, path, body)).status, `${method} ${path}`).toBe(404);
    const { items } = (await at.root("GET", "/v1/people?limit=200")).body;
    expect(items.some(({ email }: { email: string }) => email === ZOE)).toBe(false);
    await owner("PUT", place(ZOE), { role: "owner" });
    const consumer = await at.make.consumer("acme");
    await at.make.credential(consumer);
    await at.root("POST", `/v1/consumers/${consumer.id}/suspend`);
    await at.settled();
    expect(await at.mailsTo(ZOE)).toHaveLength(1);
    expect(await team()).toMatchObject({ [ZOE]: "owner invited" });
  });

  it("opens a page that changes nothing, accepts without signing in, and is a member from then on", async () => {
    const link = await at.link(ZOE);
    for (const method of ["GET", "HEAD", "GET"]) expect((await fetch(link, { method })).status).toBe(200);
    expect(await team()).toMatchObject({ [ZOE]: "owner invited" });
    const page = await (await fetch(link)).text();
    expect(page).not.toMatch(/won|evil/i);
    expect([await at.accept(link), await at.accept(link)]).toEqual([200, 200]);
    expect((await at.answer(link, "decline")).status).toBe(409);
    expect(await team()).toMatchObject({ [ZOE]: "owner active" });
    const zoe = await at.as(ZOE);
    expect((await zoe("GET", "/v1/teams/acme")).status).toBe(200);
    await at.told("bob@acme.test", "Joined: team acme");
    expect(at.latchkey.output()).not.toContain(link.split("/").at(-1));
  });
});

it("is in the team's audit with its source address, and leaves the chain intact", async () => {
  const { body } = await eventually(
    () => at.root("GET", "/v1/audit?team=acme&limit=200"),
    (answer) => JSON.stringify(answer.body).includes('"status":"accepted"'),
  );
  const written = body.items.filter(({ target }: { target: string }) => target.startsWith("invitation/"));
  expect(written.map(({ action, actor }: Record<string, string>) => [action, actor])).toEqual([
    ["invitation.created", "ann@acme.test"],
    ["invitation.changed", "ann@acme.test"],
    ["invitation.changed", "zoe@stranger.test"],
  ]);
  expect(written.at(-1)).toMatchObject({
    sourceIp: "127.0.0.1",
    target: "invitation/acme/zoe@stranger.test",
  });
  expect((await at.root("GET", "/v1/audit/verify?team=acme")).body).toMatchObject({ ok: true });
});

describe("who becomes a member at once", () => {
  it("is whom an admin or root names, whose open invitation ends with it", async () => {
    await owner("PUT", place("max@acme.test"), { role: "member" });
    const link = await at.link("max@acme.test");
    const admin = await at.as("admin@demo.test");
    expect(await admin("PUT", place("max@acme.test"), { role: "member" })).toMatchObject({
      status: 200,
      body: { status: "active" },
    });
    expect((await fetch(link)).status).toBe(410);
    expect(await owner("PUT", place("max@acme.test"), { role: "owner" })).toMatchObject({
      body: { role: "owner", status: "active" },
    });
  });

  it("is the person who makes a team: the other owners that this person names are invited", async () => {
    const maker = await at.as("maker@x.test");
    const owners = ["maker@x.test", "partner@x.test"];
    expect((await maker("POST", "/v1/teams", { slug: "made", name: "Made", owners })).status).toBe(201);
    expect(await team("made")).toEqual({
      "maker@x.test": "owner active",
      "partner@x.test": "owner invited",
    });
    expect((await maker("DELETE", place("maker@x.test", "made"))).status).toBe(409);
    expect(await at.accept(await at.link("partner@x.test"))).toBe(200);
    expect((await maker("DELETE", place("maker@x.test", "made"))).status).toBe(204);
    expect(await team("made")).toEqual({ "partner@x.test": "owner active" });
    await at.told("maker@x.test", "Removed: team made");
  });
});

describe("the spelling of an address", () => {
  it.each(SPELLINGS)("%s is taken in one way, or refused", async (_name, email, status) => {
    expect((await owner("PUT", place(email), { role: "member" })).status).toBe(status);
    expect((await at.mailsTo("eve@x.test")).length).toBe(0);
  });

  it("tells two addresses apart, and no case of one", async () => {
    expect(await team()).toMatchObject({
      "kim@spelled.test": "member invited",
      "kim+1@spelled.test": "member invited",
    });
    const kim = await at.link("kim@spelled.test");
    expect(await at.accept(kim)).toBe(200);
    expect((await (await at.as("kim+1@spelled.test"))("GET", "/v1/teams/acme")).status).toBe(404);
    expect((await (await at.as("Kim@Spelled.test"))("GET", "/v1/teams/acme")).status).toBe(200);
  });
});

describe("every owner is notified", () => {
  it("when a key that has but a minute invites, adds a webhook and turns calls elsewhere", async () => {
    const { slug } = await at.make.team({ owners: ["left@own.test", "right@own.test"] });
    const service = await at.make.service(slug);
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    const { send } = await machineOf(at.latchkey, at.root, slug, { scopes: ["owner"], expiresAt });
    const hooks = `/v1/teams/${slug}/webhooks`;
    await send("PUT", place("eve@stranger.test", slug), { role: "owner" });
    const url = "http://127.0.0.1:9/in?token=s3cret";
    const { body: hook } = await send("POST", hooks, { url, events: ["consumer.created"] });
    await send("PATCH", `${hooks}/${hook.id}`, { url: "http://127.0.0.1:10/in?token=s3cret" });
    await send("DELETE", `${hooks}/${hook.id}`);
    const upstream = { url: "http://127.0.0.1:11/v2?key=s3cret" };
    expect((await send("PATCH", `/v1/services/${service.slug}`, { upstream })).status).toBe(200);
    await at.settled();
    for (const email of ["left@own.test", "right@own.test"]) {
      const told = (await at.mailsTo(email, 5)).filter(({ subject }) => subject.endsWith(`: team ${slug}`));
      expect(told.map(({ subject }) => subject.split(":")[0]).sort()).toEqual([
        "Invited",
        "Upstream changed",
        "Webhook added",
        "Webhook changed",
        "Webhook removed",
      ]);
      expect(JSON.stringify(told)).not.toContain("s3cret");
    }
  });

  it("and a webhook of anybody does not", async () => {
    const events = ["member.invited"];
    const body = { url: "http://127.0.0.1:9/in", events };
    expect((await owner("POST", "/v1/teams/acme/webhooks", body)).status).toBe(400);
  });
});

/** Last of all: what was signed in before is over a day later. */
describe("an address that is named again and again", () => {
  it("is mailed once a day, whatever is repeated, withdrawn and named again", async () => {
    const email = "flooded@stranger.test";
    // Withdrawn before a mail was sent, and named again: the mail comes, and none after it.
    for (let times = 0; times < 5; times += 1) {
      await owner("PUT", place(email), { role: "member" });
      await owner("PUT", place(email), { role: "member" });
      if (times > 2) await at.mailsTo(email, 1);
      expect((await owner("DELETE", place(email))).status).toBe(204);
    }
    const first = await at.link(email);
    expect((await fetch(first)).status).toBe(410);
    expect(await team()).not.toHaveProperty(email);
    expect((await owner("DELETE", place(email))).status).toBe(404);
    await at.settled();
    expect(await at.mailsTo(email)).toHaveLength(1);
    await moveClock(at.latchkey, 1.01);
    await (await at.as("ann@acme.test"))("PUT", place(email), { role: "member" });
    const second = await at.link(email, 2);
    expect([await at.accept(first), await at.accept(second)]).toEqual([410, 200]);
  });
});
