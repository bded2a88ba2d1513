import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { machineOf } from "../support/making.ts";
import { eventually, type Send } from "../support/management.ts";
import { type Inviting, startInviting } from "./invitations.fixture.ts";

const APPROVER = "apo@stranger.test";
const OWNER = "ann@acme.test";

let at: Inviting;
let owner: Send;
let consumer: { id: string; name: string };
beforeAll(async () => {
  at = await startInviting();
  await at.make.team({ slug: "acme", owners: [OWNER] });
  await at.make.team({ slug: "callers", owners: ["sue@callers.test"] });
  await at.root("PUT", "/v1/teams/acme/members/max@acme.test", { role: "member" });
  owner = await at.as(OWNER);
  consumer = await at.make.consumer("callers");
});
afterAll(() => at.stop());

let made = 0;
/** A published service as the owner makes it. */
const aService = async (approvers: string[], fields: object = {}) => {
  made += 1;
  const slug = `invited-${made}`;
  const upstream = { url: "http://127.0.0.1:9" };
  const body = { slug, name: slug, team: "acme", kind: "rest", upstream, approvers, status: "published" };
  const answer = await owner("POST", "/v1/services", { ...body, ...fields });
  expect(answer.status).toBe(201);
  return answer.body;
};
const asked = async (email: string, service: string) => {
  const mails = await at.mailsTo(email);
  return mails.filter(({ text }) => text.includes("/approvals/") && text.includes(`(${service})`)).length;
};
const pendingOf = async (slug: string) => (await owner("GET", `/v1/services/${slug}`)).body.approversPending;

describe("an approver that an owner names", () => {
  let slug: string;

  it("is shown as unconfirmed, and asked once; its applications go to the owners", async () => {
    const service = await aService([APPROVER]);
    slug = service.slug;
    expect(service).toMatchObject({ approvers: [APPROVER], approversPending: [APPROVER] });
    const [mail] = await at.mailsTo(APPROVER, 1);
    expect(mail?.subject).toBe(`Invitation to decide for the service ${slug}`);
    await owner("PATCH", `/v1/services/${slug}`, { approvers: [APPROVER] });
    await at.make.apply(consumer, slug);
    await eventually(
      () => asked(OWNER, slug),
      (count) => count === 1,
    );
    await at.settled();
    expect(await asked(APPROVER, slug)).toBe(0);
    expect(await at.mailsTo(APPROVER)).toHaveLength(1);
    const { body } = await (await at.as("sue@callers.test"))("GET", `/v1/catalog/${slug}`);
    expect(JSON.stringify(body)).not.toContain(APPROVER);
  });

  it("is sent pending applications when it accepts, and decides by the link; no other service asks it", async () => {
    const other = await aService([APPROVER]);
    const links = (await at.mailsTo(APPROVER, 2)).map(
      ({ text }) => /http\S+\/invitations\/[\w.~-]+/.exec(text)?.[0] ?? "",
    );
    expect((await fetch(links[0] ?? "")).status).toBe(200);
    expect(await at.accept(links[0] ?? "")).toBe(200);
    expect(await pendingOf(slug)).toBeUndefined();
    expect(await pendingOf(other.slug)).toEqual([APPROVER]);
    await eventually(
      () => asked(APPROVER, slug),
      (count) => count === 1,
    );
    const mail = (await at.mailsTo(APPROVER)).at(-1);
    const approval = /http\S+\/approvals\/[\w.~-]+/.exec(mail?.text ?? "")?.[0] ?? "";
    expect((await at.answer(approval, "approve")).status).toBe(200);
    await at.make.apply(await at.make.consumer("callers"), other.slug);
    await eventually(
      () => asked(OWNER, other.slug),
      (count) => count === 1,
    );
    expect(await asked(APPROVER, other.slug)).toBe(0);
  });

  it("accepts once for a service: taken off the list and named again, it is asked nothing", async () => {
    const before = (await at.mailsTo(APPROVER)).length;
    for (const approvers of [[], [APPROVER]])
      expect((await owner("PATCH", `/v1/services/${slug}`, { approvers })).status).toBe(200);
    expect(await pendingOf(slug)).toBeUndefined();
    await at.settled();
    expect(await at.mailsTo(APPROVER)).toHaveLength(before);
  });

  it("that is taken off the list, or declines, or whose service is deleted, gets nothing by its link", async () => {
    const [removed, declined, deleted] = [
      await aService(["removed@stranger.test"]),
      await aService(["declined@stranger.test"]),
      await aService(["deleted@stranger.test"]),
    ];
    const emails = ["removed", "declined", "deleted"].map((name) => `${name}@stranger.test`);
    const [toRemoved = "", link = "", toDeleted = ""] = await Promise.all(
      emails.map((email) => at.link(email)),
    );
    await owner("PATCH", `/v1/services/${removed.slug}`, { approvers: [] });
    expect(await at.accept(toRemoved)).toBe(410);
    expect([(await at.answer(link, "decline")).status, await at.accept(link)]).toEqual([200, 409]);
    await owner("PATCH", `/v1/services/${declined.slug}`, { approvers: ["declined@stranger.test"] });
    expect(await pendingOf(declined.slug)).toEqual(["declined@stranger.test"]);
    expect((await owner("DELETE", `/v1/services/${deleted.slug}`)).status).toBe(204);
    expect(await at.accept(toDeleted)).toBe(404);
    await at.settled();
    expect(await at.mailsTo("declined@stranger.test")).toHaveLength(1);
  });
});

describe("whom a machine has invited", () => {
  it.each(["cancel", "revoke", "suspend"])(
    "accepts nothing once it is an owner no more: %s",
    async (action) => {
      const machine = await machineOf(at.latchkey, at.root, "acme", { scopes: ["owner"] });
      const email = `${action}@invited.test`;
      const invited = await machine.send("PUT", `/v1/teams/acme/members/${email}`, { role: "owner" });
      expect(invited.body.status).toBe("invited");
      const link = await at.link(email);
      expect((await fetch(link)).status).toBe(200);
      const subscriptions = `/v1/consumers/${machine.consumer.id}/subscriptions`;
      const [managing] = (await at.root("GET", subscriptions)).body.items;
      await at.make.act(managing, action);
      expect([(await fetch(link)).status, await at.accept(link)]).toEqual([410, 410]);
    },
  );
});

describe("an approver needs to confirm nothing", () => {
  it("when it belongs to the service's team, or an admin names it", async () => {
    const { slug, approversPending } = await aService(["max@acme.test", OWNER]);
    expect(approversPending).toBeUndefined();
    await owner("PATCH", `/v1/services/${slug}`, { approvers: ["later@stranger.test"] });
    expect(await pendingOf(slug)).toEqual(["later@stranger.test"]);
    const link = await at.link("later@stranger.test");
    await at.root("PATCH", `/v1/services/${slug}`, { approvers: ["later@stranger.test"] });
    expect(await pendingOf(slug)).toBeUndefined();
    expect((await fetch(link)).status).toBe(410);
    await at.make.apply(consumer, slug);
    await eventually(
      () => asked("later@stranger.test", slug),
      (count) => count === 1,
    );
  });

  it("from the moment when it becomes a member of the team", async () => {
    const { slug } = await aService(["soon@acme.test"]);
    await at.root("PUT", "/v1/teams/acme/members/soon@acme.test", { role: "member" });
    await at.make.apply(consumer, slug);
    await eventually(
      () => asked("soon@acme.test", slug),
      (count) => count === 1,
    );
  });
});

it("a stranger named for thirty services, each with applications, is mailed thirty invitations and nothing else", async () => {
  const email = "victim@stranger.test";
  for (let count = 0; count < 30; count += 1) {
    const { slug } = await aService([email]);
    await at.make.apply(consumer, slug, { reason: "Visit https://evil.example now" });
  }
  await at.settled();
  const mails = await at.mailsTo(email, 30);
  expect(mails).toHaveLength(30);
  for (const mail of mails) {
    expect(mail.subject).toMatch(/^Invitation to decide for the service [a-z0-9-]+$/);
    expect(mail.text).not.toContain("evil");
  }
});

it("the audit of the team is whole after all of it, deleted services among it", async () => {
  const removed = (items: { action: string }[]) => items.filter(({ action }) => action === "service.retired");
  await eventually(
    async () => (await at.root("GET", "/v1/audit?team=acme&limit=200")).body.items,
    (items) => removed(items).length === 1,
  );
  expect((await at.root("GET", "/v1/audit/verify?team=acme")).body).toMatchObject({ ok: true });
});
