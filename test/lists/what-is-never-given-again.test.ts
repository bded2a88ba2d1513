import { describe, expect, it } from "vitest";
import { freshName } from "../support/making.ts";
import { ownLatchkey } from "../support/own-latchkey.ts";

const { root, make } = ownLatchkey({}, { acme: ["owner@acme.test"], partners: ["owner@partners.test"] });

const problem = (status: number, code: string) => ({ status, body: { code } });

const taken = problem(409, "name-taken");

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
