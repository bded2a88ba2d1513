import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshName, type Making, making } from "../support/making.ts";
import { asPerson, asRoot, type Send } from "../support/management.ts";
import { type RunningLatchkey, startLatchkey } from "../support/running-latchkey.ts";

let latchkey: RunningLatchkey;
let root: Send;
let make: Making;
beforeAll(async () => {
  latchkey = await startLatchkey();
  root = asRoot(latchkey);
  make = making(root);
  await make.team({ slug: "acme", owners: ["owner@acme.test"] });
  await make.team({ slug: "partners", owners: ["owner@partners.test"] });
});
afterAll(() => latchkey[Symbol.asyncDispose]());

const problem = (status: number, code: string) => ({ status, body: { code } });
const taken = problem(409, "name-taken");
const notEmpty = problem(409, "not-empty");

describe("a name", () => {
  it("of a team, a service or a consumer in its team is never given twice, nor again after a deletion", async () => {
    const team = { slug: freshName("once"), name: "x" };
    await root("POST", "/v1/teams", team);
    const service = {
      slug: freshName("once"),
      name: "x",
      team: team.slug,
      kind: "rest",
      upstream: { url: "http://127.0.0.1:9" },
    };
    const consumer = { name: freshName("once"), team: team.slug };
    const { id } = (await root("POST", "/v1/consumers", consumer)).body;
    expect((await root("POST", "/v1/services", service)).status).toBe(201);
    const again = async () => {
      expect(await root("POST", "/v1/services", { ...service, team: "acme" })).toMatchObject(taken);
    };
    expect(await root("POST", "/v1/teams", team)).toMatchObject(taken);
    expect(await root("POST", "/v1/consumers", consumer)).toMatchObject(taken);
    await again();
    expect((await root("DELETE", `/v1/services/${service.slug}`)).status).toBe(204);
    expect((await root("DELETE", `/v1/consumers/${id}?confirm=${consumer.name}`)).status).toBe(204);
    await again();
    expect(await root("POST", "/v1/consumers", consumer)).toMatchObject(taken);
    expect((await root("DELETE", `/v1/teams/${team.slug}`)).status).toBe(204);
    expect(await root("POST", "/v1/teams", team)).toMatchObject(taken);
  });

  it("of a consumer may be had in another team", async () => {
    const name = freshName("same");
    for (const team of ["acme", "partners"])
      expect((await root("POST", "/v1/consumers", { name, team })).status).toBe(201);
  });

  it("is given to one of many who ask in the same moment", async () => {
    const name = freshName("race");
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => root("POST", "/v1/consumers", { name, team: "acme" })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201,
      ...Array.from({ length: 9 }, () => 409),
    ]);
  });

  it("once given is not changed", async () => {
    const consumer = await make.consumer("acme");
    const service = await make.service("acme");
    for (const [path, patch] of [
      [`/v1/consumers/${consumer.id}`, { name: "other" }],
      [`/v1/consumers/${consumer.id}`, { team: "partners" }],
      [`/v1/services/${service.slug}`, { slug: "other" }],
      [`/v1/services/${service.slug}`, { team: "partners" }],
      [`/v1/services/${service.slug}`, { kind: "ai" }],
    ] as const)
      expect(await root("PATCH", path, patch)).toMatchObject(problem(409, "immutable-field"));
    expect((await root("PATCH", `/v1/consumers/${consumer.id}`, { name: consumer.name })).status).toBe(200);
  });
});

describe("what is in use", () => {
  it("a team keeps while it has a service or a consumer", async () => {
    const { slug } = await make.team();
    const service = await make.service(slug);
    const consumer = await make.consumer(slug);
    expect(await root("DELETE", `/v1/teams/${slug}`)).toMatchObject(notEmpty);
    await root("DELETE", `/v1/services/${service.slug}`);
    expect(await root("DELETE", `/v1/teams/${slug}`)).toMatchObject(notEmpty);
    await root("DELETE", `/v1/consumers/${consumer.id}?confirm=${consumer.name}`);
    expect((await root("DELETE", `/v1/teams/${slug}`)).status).toBe(204);
  });

  it("a service keeps while somebody has applied, or is subscribed, and not longer", async () => {
    const service = await make.service("acme");
    const subscription = await make.apply(await make.consumer("partners"), service.slug);
    const remove = () => root("DELETE", `/v1/services/${service.slug}`);
    expect(await remove()).toMatchObject(notEmpty);
    await make.act(subscription, "approve");
    expect(await remove()).toMatchObject(notEmpty);
    await make.act(subscription, "suspend");
    expect(await remove()).toMatchObject(notEmpty);
    await make.act(subscription, "revoke");
    expect((await remove()).status).toBe(204);
    expect((await root("GET", `/v1/subscriptions/${subscription.id}`)).body.status).toBe("revoked");
  });

  it("a consumer needs its own name to be deleted", async () => {
    const { id, name } = await make.consumer("acme");
    for (const query of ["", "?confirm=", "?confirm=other", `?confirm=${name.toUpperCase()}`])
      expect(await root("DELETE", `/v1/consumers/${id}${query}`)).toMatchObject(
        problem(409, "confirmation-mismatch"),
      );
    expect((await root("DELETE", `/v1/consumers/${id}?confirm=${name}`)).status).toBe(204);
    expect(await root("DELETE", `/v1/consumers/${id}?confirm=${name}`)).toMatchObject(
      problem(404, "not-found"),
    );
  });

  it("the last owner of a team stays", async () => {
    const { slug } = await make.team({ owners: ["one@x.test"] });
    const path = (email: string) => `/v1/teams/${slug}/members/${email}@x.test`;
    expect(await root("DELETE", path("one"))).toMatchObject(notEmpty);
    expect(await root("PUT", path("one"), { role: "member" })).toMatchObject(notEmpty);
    await root("PUT", path("two"), { role: "owner" });
    const both = await Promise.all([root("DELETE", path("one")), root("DELETE", path("two"))]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
  });
});

describe("the members of a team", () => {
  it("are all there when many are named in the same moment", async () => {
    const { slug } = await make.team({ owners: ["one@x.test"] });
    const emails = Array.from({ length: 6 }, (_, at) => `member-${at}@x.test`);
    const answers = await Promise.all(
      emails.map((email) => root("PUT", `/v1/teams/${slug}/members/${email}`, { role: "member" })),
    );
    expect(answers.map(({ status }) => status)).toEqual(emails.map(() => 200));
    const { members } = (await root("GET", `/v1/teams/${slug}`)).body;
    expect(members.map(({ email }: { email: string }) => email).sort()).toEqual(
      [...emails, "one@x.test"].sort(),
    );
  });

  it("go with it: nobody belongs to a team that is gone", async () => {
    const { slug } = await make.team({ owners: ["ghost@x.test"] });
    const ghost = await asPerson(latchkey, "ghost@x.test");
    expect((await ghost("DELETE", `/v1/teams/${slug}`)).status).toBe(204);
    expect((await ghost("GET", "/v1/me")).body.teams).toEqual([]);
    expect((await ghost("GET", "/v1/teams")).body.items).toEqual([]);
    expect(await ghost("GET", `/v1/teams/${slug}`)).toMatchObject(problem(404, "not-found"));
  });
});

describe("a service that is not open to applications", () => {
  const applyFor = async (service: string) =>
    root("POST", `/v1/consumers/${(await make.consumer("partners")).id}/subscriptions`, { service });

  it("retired: says so to those who could see it, and keeps its subscribers", async () => {
    const service = await make.service("acme");
    const hidden = await make.service("acme", { visibility: "private" });
    const { id } = await make.subscription(await make.consumer("partners"), service.slug);
    for (const each of [service, hidden])
      await root("PATCH", `/v1/services/${each.slug}`, { status: "retired" });
    const partner = await asPerson(latchkey, "owner@partners.test");
    const consumer = await make.consumer("partners");
    const apply = (slug: string) =>
      partner("POST", `/v1/consumers/${consumer.id}/subscriptions`, { service: slug });
    expect(await apply(service.slug)).toMatchObject(problem(409, "service-retired"));
    expect(await apply(hidden.slug)).toMatchObject(problem(404, "not-found"));
    expect(await partner("GET", `/v1/catalog/${service.slug}`)).toMatchObject(problem(404, "not-found"));
    expect((await root("GET", `/v1/subscriptions/${id}`)).body.status).toBe("active");
    expect(await root("PATCH", `/v1/services/${service.slug}`, { status: "draft" })).toMatchObject(
      problem(400, "invalid-input"),
    );
  });

  it("a draft: is as unknown, to its own team too", async () => {
    const draft = await make.service("acme", { status: "draft" });
    expect(await applyFor(draft.slug)).toMatchObject(problem(404, "not-found"));
    const own = await asPerson(latchkey, "owner@acme.test");
    expect(await own("GET", `/v1/catalog/${draft.slug}`)).toMatchObject(problem(404, "not-found"));
    expect((await own("GET", `/v1/services/${draft.slug}`)).status).toBe(200);
  });

  it("manual, without anybody to approve: cannot be published", async () => {
    const { slug } = await make.team();
    const draft = await make.service(slug, { status: "draft", approvers: [] });
    const path = `/v1/services/${draft.slug}`;
    expect(await root("PATCH", path, { status: "published" })).toMatchObject(problem(400, "invalid-input"));
    expect((await root("PATCH", path, { status: "published", approval: "auto" })).status).toBe(200);
    expect(await root("PATCH", path, { approval: "manual" })).toMatchObject(problem(400, "invalid-input"));
    expect((await root("PATCH", path, { approval: "manual", approvers: ["a@x.test"] })).status).toBe(200);
    expect(await root("PATCH", path, { approvers: [] })).toMatchObject(problem(400, "invalid-input"));
  });
});

describe("a change of a service", () => {
  it("removes what may be absent with null, and refuses null for what may not", async () => {
    const full = {
      summary: "s",
      description: "d",
      cors: { origins: ["https://x.test"] },
      scopes: [{ name: "read" }],
      openapi: { openapi: "3.1.0" },
    };
    const { slug } = await make.service("acme", {
      ...full,
      upstream: { url: "http://127.0.0.1:9", headers: { "X-Key": "secret" } },
    });
    const path = `/v1/services/${slug}`;
    for (const field of Object.keys(full)) {
      const { status, body } = await root("PATCH", path, { [field]: null });
      expect(status).toBe(200);
      expect(body).not.toHaveProperty(field);
    }
    for (const field of [
      "name",
      "upstream",
      "visibility",
      "approval",
      "approvers",
      "plans",
      "tags",
      "status",
      "assertion",
      "whenCountersFail",
      "approvalRules",
    ])
      expect(await root("PATCH", path, { [field]: null })).toMatchObject(problem(400, "invalid-input"));
    expect((await root("GET", path)).body.upstream).toEqual({
      url: "http://127.0.0.1:9",
      timeoutSeconds: 30,
      headerNames: ["x-key"],
    });
  });

  it("keeps the upstream's headers unless it names headers, and shows them never", async () => {
    const { slug } = await make.service("acme", {
      upstream: { url: "http://127.0.0.1:9", headers: { "X-Key": "hush-hush" } },
    });
    const path = `/v1/services/${slug}`;
    const moved = await root("PATCH", path, { upstream: { url: "http://127.0.0.1:9/v2" } });
    expect(moved.body.upstream).toMatchObject({ url: "http://127.0.0.1:9/v2", headerNames: ["x-key"] });
    const bare = await root("PATCH", path, { upstream: { headers: {} } });
    expect(bare.body.upstream).toMatchObject({ url: "http://127.0.0.1:9/v2", headerNames: [] });
    expect(JSON.stringify([moved.body, bare.body])).not.toContain("hush-hush");
  });
});

describe("a consumer and a service", () => {
  it("have at most one living subscription, however many ask in the same moment", async () => {
    const service = await make.service("acme", { approval: "auto" });
    const consumer = await make.consumer("partners");
    const path = `/v1/consumers/${consumer.id}/subscriptions`;
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => root("POST", path, { service: service.slug })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201,
      ...Array.from({ length: 9 }, () => 409),
    ]);
    for (const { status, body } of answers) if (status === 409) expect(body.code).toBe("subscription-exists");
    const [living] = (await root("GET", path)).body.items;
    await make.act(living, "cancel");
    expect((await root("POST", path, { service: service.slug })).status).toBe(201);
    expect((await root("GET", path)).body.items).toHaveLength(2);
  });
});
