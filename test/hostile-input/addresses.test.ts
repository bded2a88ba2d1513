import { describe, expect, it } from "vitest";
import { expectProblem } from "./expect-problem.ts";
import { ownTarget } from "./hostile.fixture.ts";
import { rawHead, rawRequest } from "./raw-request.ts";

const target = ownTarget();

const raw = (line: string, headers: string[] = []) =>
  rawRequest(target().latchkey.control, [
    rawHead(line, [`X-API-Key: ${target().latchkey.rootKey}`, ...headers]),
  ]);

const PATHS = [
  "/v1/teams/{}",
  "/v1/services/{}",
  "/v1/catalog/{}",
  "/v1/consumers/{}",
  "/v1/consumers/{}/credentials",
  "/v1/subscriptions/{}",
  "/v1/services/{}/subscriptions",
];

describe("a path parameter that does not exist", () => {
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

  it.each(PATHS)("finds nothing at %s", async (path) => {
    for (const value of VALUES) {
      const { status, body } = await raw(`GET ${path.replace("{}", value)}`);
      expect(`${value.slice(0, 40)}: ${status} ${body.code ?? body}`).toMatch(
        /: (?:404 not-found|400 invalid-input|414 target-too-long)$/,
      );
    }
  });

  it("finds no credential of another consumer, and nothing with an id of another kind", async () => {
    const other = await target().make.consumer("acme");
    const { credential } = await target().make.credential(other);
    const { id } = target().consumer;
    for (const path of [
      `/v1/consumers/${id}/credentials/${credential.id}`,
      `/v1/consumers/${credential.id}`,
      `/v1/subscriptions/${id}`,
      `/v1/services/${id}`,
      `/v1/teams/${id}`,
    ])
      expectProblem(await target().root("GET", path), 404, "not-found");
  });

  it("is no address of a member", async () => {
    for (const email of ["x", "a%40b", "a%0aBcc:b@x.test", `${"a".repeat(300)}@x.test`])
      expectProblem(
        await target().root("PUT", `/v1/teams/acme/members/${email}`, { role: "member" }),
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

describe("a query that cannot be read", () => {
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
    expectProblem(await target().root("GET", `/v1/consumers?${query}`), 400, "invalid-input");
  });

  it("is refused where the path takes none", async () => {
    for (const path of ["/v1/me?x=1", `/v1/consumers/${target().consumer.id}?expand=credentials`])
      expectProblem(await target().root("GET", path), 400, "invalid-input");
    expectProblem(
      await target().root("POST", "/v1/teams?dry=1", { slug: "dry", name: "x" }),
      400,
      "invalid-input",
    );
    expectProblem(await target().root("GET", "/v1/teams/dry"), 404, "not-found");
  });

  it("and a status that does not exist", async () => {
    const path = `/v1/consumers/${target().consumer.id}/subscriptions?status=`;
    for (const status of ["", "live", "active,pending", "__proto__"])
      expectProblem(await target().root("GET", `${path}${status}`), 400, "invalid-input");
  });
});
