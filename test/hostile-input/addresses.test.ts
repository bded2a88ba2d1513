import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { asPerson } from "../support/management.ts";
import { expectProblem } from "./expect-problem.ts";
import { startTarget, type Target } from "./hostile.fixture.ts";
import { rawHead, rawRequest } from "./raw-request.ts";

let target: Target;
beforeAll(async () => {
  target = await startTarget();
});
afterAll(() => target.stop());
afterEach(() => {
  expect(target.latchkey.output()).not.toMatch(/internal-error|the adapter failed/);
});

const raw = (line: string, headers: string[] = []) =>
  rawRequest(target.latchkey.control, [rawHead(line, [`X-API-Key: ${target.latchkey.rootKey}`, ...headers])]);

describe("a path parameter that is none", () => {
  const VALUES = [
    "..%2f..%2fetc",
    "%2e%2e",
    "%00",
    "a%0d%0aX-Injected:%201",
    "%ff",
    "%c0%af",
    "%E0%A4%A",
    "con_0000000000000000%23META",
    "CONSUMER%23x",
    "x".repeat(3000),
    "%F0%9F%92%A9",
    "__proto__",
    "constructor",
    "*",
    "'%20or%201=1",
    "svc_",
    "svc_%00",
  ];

  it.each([
    "/v1/teams/{}",
    "/v1/services/{}",
    "/v1/catalog/{}",
    "/v1/consumers/{}",
    "/v1/consumers/{}/credentials",
    "/v1/subscriptions/{}",
    "/v1/services/{}/subscriptions",
  ])("finds nothing at %s", async (path) => {
    for (const value of VALUES) {
      const { status, body } = await raw(`GET ${path.replace("{}", value)}`);
      expect(`${value.slice(0, 40)}: ${status} ${body.code ?? body}`).toMatch(
        /: (?:404 not-found|400 invalid-input|414 target-too-long)$/,
      );
    }
  });

  it("finds no credential of another consumer, and nothing with an id of another kind", async () => {
    const other = await target.make.consumer("acme");
    const { credential } = await target.make.credential(other);
    const { id } = target.consumer;
    for (const path of [
      `/v1/consumers/${id}/credentials/${credential.id}`,
      `/v1/consumers/${credential.id}`,
      `/v1/subscriptions/${id}`,
      `/v1/services/${id}`,
      `/v1/teams/${id}`,
    ])
      expectProblem(await target.root("GET", path), 404, "not-found");
  });

  it("is no address of a member", async () => {
    for (const email of ["x", "a%40b", "a%0aBcc:b@x.test", `${"a".repeat(300)}@x.test`])
      expectProblem(
        await target.root("PUT", `/v1/teams/acme/members/${email}`, { role: "member" }),
        400,
        "invalid-input",
      );
  });
});

describe("a path that climbs or is broken", () => {
  it.each(["/v1/../v1/me", "/v1/%2e%2e/v1/me", "/v1/teams/..", "//v1//me", "/v1/me/../../healthz"])(
    "is not resolved: %s",
    async (path) => {
      const { status, body } = await raw(`GET ${path}`);
      expect(`${status} ${body.code}`).toBe("404 not-found");
    },
  );

  it.each(["/v1/me%", "/v1/me%zz", "/v1/\\me", "/v1/<script>", "/v1/me#x"])(
    "is answered with a problem: %s",
    async (path) => {
      const { status, body } = await raw(`GET ${path}`);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      if (typeof body === "object") expect(body.status).toBe(status);
    },
  );
});

describe("a query that is none", () => {
  it.each([
    "limit=0",
    "limit=201",
    "limit=-1",
    "limit=1.5",
    "limit=x",
    "limit=",
    "limit=1e400",
    "limit=NaN",
    "limit=99999999999999999999",
    "limit[]=1",
    "page=2",
    "__proto__=1",
    "team=A",
    "team=%00",
    "team=",
    "cursor=",
    "cursor=x",
    "cursor=%00",
  ])("is refused: ?%s", async (query) => {
    expectProblem(await target.root("GET", `/v1/consumers?${query}`), 400, "invalid-input");
  });

  it("is refused where the path takes none", async () => {
    for (const path of ["/v1/me?x=1", `/v1/consumers/${target.consumer.id}?expand=credentials`])
      expectProblem(await target.root("GET", path), 400, "invalid-input");
    expectProblem(
      await target.root("POST", "/v1/teams?dry=1", { slug: "dry", name: "x" }),
      400,
      "invalid-input",
    );
    expectProblem(await target.root("GET", "/v1/teams/dry"), 404, "not-found");
  });

  it("and a status that does not exist", async () => {
    const path = `/v1/consumers/${target.consumer.id}/subscriptions?status=`;
    for (const status of ["", "live", "active,pending", "__proto__"])
      expectProblem(await target.root("GET", `${path}${status}`), 400, "invalid-input");
  });
});

describe("a cursor", () => {
  const cursorOf = async (path: string, send = target.root): Promise<string> => {
    const { body } = await send("GET", path);
    expect(body.cursor).toEqual(expect.any(String));
    return body.cursor;
  };

  it("is refused when one character of it was changed", async () => {
    for (let more = 0; more < 2; more += 1) await target.make.consumer("acme");
    const cursor = await cursorOf("/v1/consumers?limit=1");
    for (let at = 0; at < cursor.length; at += 7) {
      const changed = cursor.slice(0, at) + (cursor[at] === "A" ? "B" : "A") + cursor.slice(at + 1);
      expectProblem(
        await target.root("GET", `/v1/consumers?limit=1&cursor=${changed}`),
        400,
        "invalid-input",
      );
    }
    for (const cut of [
      cursor.slice(1),
      cursor.slice(0, -1),
      `${cursor}A`,
      `${cursor}.`,
      cursor.replaceAll(".", ""),
    ])
      expectProblem(await target.root("GET", `/v1/consumers?cursor=${cut}`), 400, "invalid-input");
  });

  it("is refused in another list, of another kind, team, consumer or status", async () => {
    await target.make.team({ slug: "other" });
    const consumer = await target.make.consumer("other");
    for (let more = 0; more < 2; more += 1) {
      await target.make.credential(consumer);
      await target.make.consumer("other");
    }
    const cursors = [
      await cursorOf("/v1/consumers?limit=1"),
      await cursorOf("/v1/consumers?limit=1&team=other"),
      await cursorOf(`/v1/consumers/${consumer.id}/credentials?limit=1`),
      await cursorOf("/v1/teams?limit=1"),
    ];
    const lists = [
      "/v1/consumers",
      "/v1/consumers?team=other",
      `/v1/consumers/${consumer.id}/credentials`,
      "/v1/teams",
      "/v1/consumers?team=acme",
      "/v1/services",
      "/v1/catalog",
      `/v1/consumers/${target.consumer.id}/credentials`,
      `/v1/consumers/${consumer.id}/subscriptions?status=active`,
    ];
    for (const [index, cursor] of cursors.entries())
      for (const [at, list] of lists.entries()) {
        const answer = await target.root("GET", `${list}${list.includes("?") ? "&" : "?"}cursor=${cursor}`);
        if (at === index) expect(answer.status).toBe(200);
        else expectProblem(answer, 400, "invalid-input");
      }
  });

  it("of a person's own lists is refused in another list, by another person, and when made up", async () => {
    await target.make.team({ slug: "yours", owners: ["you@x.test"] });
    await target.make.team({ slug: "yours-too", owners: ["you@x.test"] });
    await target.make.consumer("yours");
    await target.make.consumer("yours-too");
    const you = await asPerson(target.latchkey, "you@x.test");
    const me = await asPerson(target.latchkey, "owner@acme.test");
    const cursor = await cursorOf("/v1/consumers?limit=1", you);
    expect((await you("GET", `/v1/consumers?cursor=${cursor}`)).status).toBe(200);
    expectProblem(await you("GET", `/v1/services?cursor=${cursor}`), 400, "invalid-input");
    expectProblem(await me("GET", `/v1/consumers?cursor=${cursor}`), 400, "invalid-input");
    for (const made of ["acme", "yours", "yours.", "acme.x", cursor.replace("yours", "acme"), "yours-too"])
      expectProblem(await you("GET", `/v1/consumers?cursor=${made}`), 400, "invalid-input");
  });
});
