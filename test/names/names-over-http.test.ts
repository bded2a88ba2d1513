import { beforeAll, describe, expect, it } from "vitest";
import { making } from "../support/making.ts";
import { asPerson, eventually, type Send } from "../support/management.ts";
import { ownLatchkey } from "../support/own-latchkey.ts";

const { latchkey, root } = ownLatchkey({
  LATCHKEY_RESERVED_SLUGS: "payments, support",
  LATCHKEY_PUBLICATION: "reviewed",
  LATCHKEY_TEAMS_PER_PERSON: "2",
  LATCHKEY_SERVICES_PER_TEAM: "3",
});
let owner: Send;
let stranger: Send;
beforeAll(async () => {
  owner = await asPerson(latchkey(), "owner@providers.test");
  stranger = await asPerson(latchkey(), "dev@strangers.test");
  await owner("POST", "/v1/teams", { slug: "providers", name: "Providers" });
  await making(root).team({ slug: "strangers", owners: ["dev@strangers.test"] });
});

const upstream = { url: "http://127.0.0.1:9" };
const aService = (slug: string, fields: object = {}) => ({
  slug,
  name: "Service",
  team: "providers",
  kind: "rest",
  upstream,
  approval: "auto",
  status: "published",
  ...fields,
});

interface Mail {
  to: string;
  subject: string;
  text: string;
}
const mailTo = (to: string, subject: RegExp): Promise<Mail[]> =>
  eventually(
    async () => {
      const all = (await (await fetch(`${latchkey().control}/_local/inbox.json`)).json()) as Mail[];
      return all.filter((mail) => mail.to.includes(to) && subject.test(mail.subject));
    },
    (mails) => mails.length > 0,
  );
const decide = async (link: string, decision: string): Promise<number> => {
  const body = new URLSearchParams({ decision, reason: "Looks right." });
  return (await fetch(link, { method: "POST", body })).status;
};

describe("on a stage whose settings say so", () => {
  it("a person makes two teams a day, and is told when there are more", async () => {
    const second = await owner("POST", "/v1/teams", { slug: "second", name: "Second" });
    const third = await owner("POST", "/v1/teams", { slug: "third", name: "Third" });
    expect([second.status, third.status, third.body.code]).toEqual([201, 429, "rate-limited"]);
    expect(Number(third.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await root("POST", "/v1/teams", { slug: "third", name: "Third" })).status).toBe(201);
  });

  it("a request that is repeated by its key makes one team and counts once", async () => {
    const fresh = await asPerson(latchkey(), "again@providers.test");
    const key = { "Idempotency-Key": "one-team" };
    const body = { slug: "again", name: "Again" };
    for (const replayed of [null, "true", "true", "true"]) {
      const answer = await fresh("POST", "/v1/teams", body, key);
      expect([answer.status, answer.headers.get("idempotent-replayed")]).toEqual([201, replayed]);
    }
    expect((await fresh("POST", "/v1/teams", { slug: "again-2", name: "Again" })).status).toBe(201);
  });

  it.each(["payments", "support"])("the slug %s is given by admins only", async (slug) => {
    const fresh = await asPerson(latchkey(), `${slug}@squatters.test`);
    const team = await fresh("POST", "/v1/teams", { slug, name: "Mine" });
    expect([team.status, team.body.errors]).toMatchObject([400, [{ pointer: "/slug" }]]);
    expect((await owner("POST", "/v1/services", aService(slug))).status).toBe(400);
    expect((await root("POST", "/v1/teams", { slug, name: "Ours" })).status).toBe(201);
  });

  it("a public service is shown to other teams once an admin has agreed by the link of a mail", async () => {
    const slug = "reviewed";
    const made = await owner("POST", "/v1/services", aService(slug));
    expect(made.body.publication).toMatchObject({ state: "waiting", asked: 1 });
    const { id: consumer } = (await stranger("POST", "/v1/consumers", { name: "app", team: "strangers" }))
      .body;
    const apply = () => stranger("POST", `/v1/consumers/${consumer}/subscriptions`, { service: slug });
    expect((await stranger("GET", `/v1/catalog/${slug}`)).status).toBe(404);
    expect(await apply()).toMatchObject({ status: 404, body: { code: "not-found" } });
    expect((await owner("GET", `/v1/catalog/${slug}`)).status).toBe(200);

    const [mail] = await mailTo("admin@demo.test", /^Please decide: providers publishes reviewed$/);
    const link = /http\S+\/approvals\/\S+/.exec(mail?.text ?? "")?.[0] ?? "";
    const shown = await fetch(link);
    expect([shown.status, (await shown.text()).includes("waits to be shown")]).toEqual([200, true]);
    expect((await stranger("GET", `/v1/catalog/${slug}`)).status).toBe(404);

    expect(await decide(link, "approve")).toBe(200);
    expect((await stranger("GET", `/v1/catalog/${slug}`)).status).toBe(200);
    expect((await apply()).body).toMatchObject({ status: "active" });
    expect([await decide(link, "approve"), await decide(link, "reject")]).toEqual([200, 409]);
    await mailTo("owner@providers.test", /^Approved: other teams see reviewed$/);

    const renamed = await owner("PATCH", `/v1/services/${slug}`, { name: "Your bank" });
    expect(renamed.body.publication).toMatchObject({ state: "waiting", asked: 2 });
    expect([(await stranger("GET", `/v1/catalog/${slug}`)).status, await decide(link, "approve")]).toEqual([
      404, 410,
    ]);
  });

  it("an admin who is signed in decides too, and is free", async () => {
    const slug = "by-admin";
    await owner("POST", "/v1/services", aService(slug));
    const decided = await root("POST", `/v1/services/${slug}/publication`, {
      decision: "reject",
      reason: "No.",
    });
    expect(decided.body.publication).toMatchObject({ state: "rejected", reason: "No." });
    expect(JSON.stringify(decided.body)).not.toContain("subject");
    await mailTo("owner@providers.test", /^Rejected: other teams do not see by-admin$/);
    const again = await root("POST", `/v1/services/${slug}/publication`, { decision: "reject" });
    expect([again.status, again.body.state]).toEqual([409, "rejected"]);
    const mine = await root("POST", "/v1/services", aService("of-root", { team: "strangers" }));
    expect(mine.body.publication).toMatchObject({ state: "approved" });
    expect((await owner("GET", "/v1/catalog/of-root")).status).toBe(200);
  });

  it("a team has three services", async () => {
    expect((await owner("POST", "/v1/services", aService("the-third"))).status).toBe(201);
    const fourth = await owner("POST", "/v1/services", aService("the-fourth"));
    expect([fourth.status, fourth.body.code]).toEqual([409, "limit-reached"]);
  });
});
