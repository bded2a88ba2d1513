import { beforeAll, describe, expect, it } from "vitest";
import { ownLatchkey } from "../support/own-latchkey.ts";

const { root, make } = ownLatchkey();
/** A path for each kind of resource, and how it is changed. */
let resources: [path: string, patch: object][];
let lists: string[];
beforeAll(async () => {
  await make.team({ slug: "acme", owners: ["owner@acme.test"] });
  const service = await make.service("acme", {
    upstream: { url: "http://127.0.0.1:9", headers: { a: "1", b: "2", c: "3" } },
  });
  const labels = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`label-${at}`, String(at)]));
  const consumer = await make.consumer("acme", { labels });
  const { credential } = await make.credential(consumer);
  await make.subscription(consumer, service.slug);
  const ofConsumer = `/v1/consumers/${consumer.id}`;
  resources = [
    ["/v1/teams/acme", { name: "Renamed" }],
    [`/v1/services/${service.slug}`, { summary: "New" }],
    [ofConsumer, { description: "New" }],
    [`${ofConsumer}/credentials/${credential.id}`, { name: "renamed" }],
  ];
  lists = [
    "/v1/teams",
    "/v1/services",
    "/v1/catalog",
    "/v1/consumers",
    `${ofConsumer}/credentials`,
    `${ofConsumer}/subscriptions`,
    `/v1/services/${service.slug}/subscriptions`,
    "/v1/me",
  ];
});

const tagOf = async (path: string): Promise<string> => {
  const { headers } = await root("GET", path);
  const tag = headers.get("etag");
  expect(tag).toMatch(/^"[\w-]+"$/);
  return tag ?? "";
};

describe("the ETag of a resource", () => {
  it("is its revision, and grows with each change", async () => {
    for (const [path, patch] of resources) {
      const { headers, body } = await root("GET", path);
      expect(headers.get("etag")).toBe(`"${body.revision}"`);
      const changed = await root("PATCH", path, patch);
      expect(changed.body.revision).toBe(body.revision + 1);
      expect(changed.headers.get("etag")).toBe(`"${body.revision + 1}"`);
    }
  });

  it("that no longer fits refuses a change, and the later one is not lost", async () => {
    for (const [path, patch] of resources) {
      const old = await tagOf(path);
      expect((await root("PATCH", path, patch, { "If-Match": old })).status).toBe(200);
      for (const method of ["PATCH", "DELETE"])
        expect(
          await root(
            method,
            method === "DELETE" && path.includes("/consumers/") && !path.includes("/credentials/")
              ? `${path}?confirm=${(await root("GET", path)).body.name}`
              : path,
            method === "PATCH" ? patch : undefined,
            { "If-Match": old },
          ),
        ).toMatchObject({ status: 412, body: { code: "revision-mismatch" } });
      expect((await root("GET", path)).status).toBe(200);
    }
  });

  it("lets exactly one of many change it who all saw the same", async () => {
    const { id } = await make.consumer("acme");
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, at) =>
        root("PATCH", `/v1/consumers/${id}`, { description: String(at) }, { "If-Match": '"1"' }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200,
      ...Array.from({ length: 7 }, () => 412),
    ]);
    expect((await root("GET", `/v1/consumers/${id}`)).body.revision).toBe(2);
  });

  it.each([
    ["of which one fits", '"7", "1"', 200],
    ["of which one fits, without blanks", '"7","1","9"', 200],
    ["that stands for whatever there is", "*", 200],
    ["of which none fits", '"7", "8"', 412],
    ["of which only a weak one fits", 'W/"1"', 412],
    ["of which only a weak one fits, among others", '"7", W/"1"', 412],
    ["of nothing", ", ,", 412],
  ])("may be in a list %s", async (_what, tags, status) => {
    const { id } = await make.consumer("acme");
    const path = `/v1/consumers/${id}`;
    expect((await root("PATCH", path, { description: "x" }, { "If-Match": tags })).status).toBe(status);
    expect((await root("GET", path)).body.revision).toBe(status === 200 ? 2 : 1);
  });

  it("of whatever there is fits nothing that is not there", async () => {
    const path = "/v1/teams/acme/members/nobody@acme.test";
    expect((await root("PUT", path, { role: "member" }, { "If-Match": "*" })).status).toBe(412);
  });

  it("of a member is the member's own", async () => {
    const path = "/v1/teams/acme/members/new@acme.test";
    expect((await root("PUT", path, { role: "member" }, { "If-Match": '"1"' })).status).toBe(412);
    const made = await root("PUT", path, { role: "member" });
    expect(made.headers.get("etag")).toBe('"1"');
    const raised = await root("PUT", path, { role: "owner" }, { "If-Match": '"1"' });
    expect(raised.headers.get("etag")).toBe('"2"');
    expect((await root("DELETE", path, undefined, { "If-Match": '"1"' })).status).toBe(412);
    expect((await root("DELETE", path, undefined, { "If-Match": '"2"' })).status).toBe(204);
  });
});

describe("If-None-Match", () => {
  it("that fits is answered 304 without a body, on resources and on lists, each time", async () => {
    for (const path of [...resources.map(([each]) => each), ...lists]) {
      const tag = await tagOf(path);
      for (const given of [tag, `W/${tag}`, `"other", ${tag}`, "*"]) {
        const answer = await root("GET", path, undefined, { "If-None-Match": given });
        expect(`${path} ${given}: ${answer.status}`).toBe(`${path} ${given}: 304`);
        expect(answer.body).toBe("");
        expect(answer.headers.get("etag")).toBe(tag);
      }
      expect((await root("GET", path, undefined, { "If-None-Match": '"other"' })).status).toBe(200);
    }
  });

  it("no longer fits when something in the list has changed, or is new or gone", async () => {
    const list = "/v1/consumers?team=acme&limit=200";
    const first = await tagOf(list);
    const { id, name } = await make.consumer("acme");
    const added = await tagOf(list);
    await root("PATCH", `/v1/consumers/${id}`, { description: "x" });
    const changed = await tagOf(list);
    await root("DELETE", `/v1/consumers/${id}?confirm=${name}`);
    expect(new Set([first, added, changed]).size).toBe(3);
    expect((await root("GET", list, undefined, { "If-None-Match": changed })).status).toBe(200);
    expect((await root("GET", list, undefined, { "If-None-Match": first })).status).toBe(304);
  });

  it("says nothing to a caller who may not see the resource", async () => {
    const answer = await root("GET", "/v1/consumers/con_0000000000000000", undefined, {
      "If-None-Match": "*",
    });
    expect(answer.status).toBe(404);
  });
});
