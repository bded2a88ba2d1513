import { describe, it } from "vitest";
import { expectProblem } from "./expect-problem.ts";
import { ownUntouchedTarget } from "./hostile.fixture.ts";

const { target } = ownUntouchedTarget();

describe("a value of the wrong kind", () => {
  const WRONG: unknown[] = [
    null,
    1,
    true,
    [],
    {},
    "",
    " ",
    "a\u0000b",
    "\ud800",
    "x".repeat(30_000),
    -1,
    1e300,
  ];
  const consumer = { name: "ok", team: "acme" };
  const service = {
    slug: "ok",
    name: "Ok",
    team: "acme",
    kind: "rest",
    upstream: { url: "http://127.0.0.1:9" },
  };

  it.each(["name", "team", "labels"])("in a consumer's %s", async (field) => {
    for (const value of WRONG) {
      if (field === "labels" && JSON.stringify(value) === "{}") continue;
      const answer = await target().root("POST", "/v1/consumers", { ...consumer, [field]: value });
      expectProblem(answer, 400, "invalid-input");
    }
  });

  it.each([
    "slug",
    "name",
    "team",
    "kind",
    "upstream",
    "visibility",
    "approval",
    "status",
    "plans",
    "scopes",
    "approvers",
    "cors",
    "tags",
    "approvalRules",
    "whenCountersFail",
  ])("in a service's %s", async (field) => {
    for (const value of WRONG) {
      // An empty list is what some of them may be.
      if (Array.isArray(value)) continue;
      expectProblem(
        await target().root("POST", "/v1/services", { ...service, [field]: value }),
        400,
        "invalid-input",
      );
    }
  });

  it.each([
    { upstream: { url: "http://127.0.0.1:9", timeoutSeconds: 1e9 } },
    { upstream: { url: "http://127.0.0.1:9", timeoutSeconds: 1.5 } },
    { upstream: { url: "file:///etc/passwd" } },
    { upstream: { url: "http://user:secret@example.com" } },
    { upstream: { url: "http://example.com/#x" } },
    { upstream: { url: "javascript:alert(1)" } },
    { upstream: { url: "//example.com" } },
    { upstream: { url: "http://127.0.0.1:9", headers: { "X-A": "b\r\nX-Injected: 1" } } },
    { upstream: { url: "http://127.0.0.1:9", headers: { "X A": "b" } } },
    { upstream: { url: "http://127.0.0.1:9", headers: { "X-A\r\nB": "b" } } },
    { upstream: { url: "http://127.0.0.1:9", headers: { Host: "evil.test" } } },
    { upstream: { url: "http://127.0.0.1:9", headers: { x_consumer_id: "con_1" } } },
    { upstream: { url: "http://127.0.0.1:9", headers: { "X-A": "☃" } } },
    { cors: { origins: ["https://example.com/path"] } },
    { cors: { origins: ["null"] } },
    { scopes: [{ name: "a b" }] },
    { scopes: [{ name: "a" }, { name: "a" }] },
    { scopes: [{ name: "a", paths: ["no-slash"] }] },
    { scopes: [{ name: "a", paths: ["/a*"] }] },
    { scopes: [{ name: "a", methods: ["get"] }] },
    { plans: [{ name: "a" }, { name: "a" }] },
    { plans: [{ name: "a", durationDays: 0 }] },
    { plans: [{ name: "a", limits: { "rate-limit": { nested: { deep: 1 } } } }] },
    { approvers: ["not an address"] },
    { approvers: ["a@x.test\r\nBcc: eve@x.test"] },
    { openapi: [] },
    { tags: ["a\nb"] },
    { slug: "latchkey" },
    { slug: "healthz" },
    { slug: "ping" },
    { slug: "sping" },
  ])("deep inside a service: %j", async (fields) => {
    expectProblem(
      await target().root("POST", "/v1/services", { ...service, ...fields }),
      400,
      "invalid-input",
    );
  });

  it.each([
    { type: "api-key" },
    { name: "k", type: "api-keys" },
    { name: "k", type: "api-key", expiresAt: "tomorrow" },
    { name: "k", type: "api-key", expiresAt: "2020-01-01T00:00:00Z" },
    { name: "k", type: "api-key", apiKey: "short" },
    { name: "k", type: "api-key", apiKey: "" },
    { name: "k", type: "api-key", apiKey: `n\u00f6 ASCII${"x".repeat(16)}` },
    { name: "k", type: "api-key", apiKey: "x".repeat(257) },
    { name: "k", type: "api-key", apiKeySha256: "zz" },
    { name: "k", type: "api-key", apiKey: "x".repeat(20), apiKeySha256: "0".repeat(64) },
    { name: "k", type: "api-key", allowedIps: ["10.0.0.0/33"] },
    { name: "k", type: "api-key", allowedIps: [] },
    { name: "k", type: "api-key", in: [{ where: "body", name: "k" }] },
    { name: "k", type: "api-key", in: [{ where: "header", name: "a b" }] },
    { name: "k", type: "api-key", scopes: ["a b"] },
    { name: "k\u202egpj.exe", type: "api-key" },
  ])("in a credential: %j", async (fields) => {
    const path = `/v1/consumers/${target().consumer.id}/credentials`;
    expectProblem(await target().root("POST", path, fields), 400, "invalid-input");
  });

  it.each([
    { slug: "ｆｕｌｌ", name: "x" },
    { slug: "Upper", name: "x" },
    { slug: "a_b", name: "x" },
    { slug: "../x", name: "x" },
    { slug: "a%2fb", name: "x" },
    { slug: "ok", name: "x\u0007" },
    { slug: "ok", name: "x", timeZone: "Mars/Olympus" },
    { slug: "ok", name: "x", owners: ["ana@x"] },
    { slug: "ok", name: "x", owners: ["\u212aim@x.test"] },
    { slug: "ok", name: "x", owners: Array.from({ length: 21 }, (_, index) => `o${index}@x.test`) },
  ])("in a team: %j", async (fields) => {
    expectProblem(await target().root("POST", "/v1/teams", fields), 400, "invalid-input");
  });

  it("and numbers that no number can hold", async () => {
    for (const number of ["1e400", "-1e400", "1".repeat(400), "0.1e-400"]) {
      const body = JSON.stringify(service).replace("}}", `,"timeoutSeconds":${number}}}`);
      expectProblem(
        await target().root(
          "POST",
          "/v1/services",
          body.replace(
            '{"url":"http://127.0.0.1:9"}',
            `{"url":"http://127.0.0.1:9","timeoutSeconds":${number}}`,
          ),
        ),
        400,
        "invalid-input",
      );
    }
  });
});
