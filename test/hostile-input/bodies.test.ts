import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { expectProblem } from "./expect-problem.ts";
import { startTarget, type Target } from "./hostile.fixture.ts";

let target: Target;
let before: string;
beforeAll(async () => {
  target = await startTarget();
});
afterAll(() => target.stop());
beforeEach(async () => {
  before = await target.everything();
});
afterEach(async () => {
  expect(await target.everything()).toBe(before);
  expect(target.latchkey.output()).not.toMatch(/internal-error|the adapter failed/);
});

/** Every path that takes a body, by the method that takes it. */
const TAKES_BODY = (): [string, string][] => [
  ["POST", "/v1/teams"],
  ["PATCH", "/v1/teams/acme"],
  ["PUT", "/v1/teams/acme/members/new@acme.test"],
  ["POST", "/v1/services"],
  ["PATCH", `/v1/services/${target.service.slug}`],
  ["POST", "/v1/consumers"],
  ["PATCH", `/v1/consumers/${target.consumer.id}`],
  ["POST", `/v1/consumers/${target.consumer.id}/credentials`],
  ["POST", `/v1/consumers/${target.consumer.id}/subscriptions`],
  ["POST", `/v1/consumers/${target.consumer.id}/suspend`],
];

const everywhere = async (
  body: string,
  status: number,
  code: string,
  headers: Record<string, string> = {},
) => {
  for (const [method, path] of TAKES_BODY())
    expectProblem(await target.root(method, path, body, headers), status, code);
};

describe("a body that is no JSON object", () => {
  it.each([
    ["cut", '{"name":'],
    ["two values", "{}{}"],
    ["a trailing comma", '{"name":"x",}'],
    ["single quotes", "{'name':'x'}"],
    ["a comment", "{/* */}"],
    ["NaN", '{"name":NaN}'],
    ["white space only", "   "],
    ["null", "null"],
    ["a list", "[]"],
    ["a string", '"name"'],
    ["a number", "1"],
    ["true", "true"],
    ["a control character in a string", '{"name":"a\u0001"}'],
  ])("is refused: %s", async (_what, body) => everywhere(body, 400, "invalid-input"));

  it("is refused when it is no UTF-8, or begins with another byte order", async () => {
    const path = `${target.latchkey.control}/v1/teams`;
    for (const bytes of [
      Buffer.from('{"slug":"x","name":"\xff\xfe"}', "latin1"),
      Buffer.from([0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x3a, 0x31, 0x7d]),
      Buffer.from([0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d]),
      Buffer.from('{"slug":"x","name":"x"}', "utf16le"),
    ]) {
      const headers = { "X-API-Key": target.latchkey.rootKey, "Content-Type": "application/json" };
      const response = await fetch(path, { method: "POST", headers, body: bytes });
      expectProblem(
        { status: response.status, headers: response.headers, body: await response.json() },
        400,
        "invalid-input",
      );
    }
  });

  it("is refused when it nests deeper than anybody means it, however deep", async () => {
    for (const depth of [100, 100_000])
      await everywhere(`{"name":${"[".repeat(depth)}${"]".repeat(depth)}}`, 400, "invalid-input");
  });
});

describe("a body that is too large", () => {
  it("is refused above 256 KiB, though API Gateway lets it pass", async () => {
    await everywhere(JSON.stringify({ name: "x".repeat(1_000_000) }), 413, "payload-too-large");
    const fits = JSON.stringify({ name: "x".repeat(256 * 1024 - 11) });
    expect(fits.length).toBe(256 * 1024);
    expectProblem(await target.root("POST", "/v1/consumers", fits), 400, "invalid-input");
    expectProblem(await target.root("POST", "/v1/consumers", `${fits} `), 413, "payload-too-large");
  });

  it("is refused by the edge above 10 MB", async () => {
    const answer = await target.root(
      "POST",
      "/v1/consumers",
      JSON.stringify({ name: "x".repeat(11_000_000) }),
    );
    expect(answer).toMatchObject({ status: 413, body: { code: "payload-too-large", status: 413 } });
  });
});

describe("a body of another media type", () => {
  it.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/jsonx",
    "application/xml",
    "json",
    "",
  ])("is refused: %j", async (type) =>
    everywhere("{}", 415, "unsupported-media-type", { "Content-Type": type }),
  );

  it("is none when it only has parameters or other casing", async () => {
    for (const type of [
      "application/json; charset=utf-8",
      "Application/JSON",
      "application/merge-patch+json",
    ])
      expectProblem(
        await target.root("POST", "/v1/consumers", "{}", { "Content-Type": type }),
        400,
        "invalid-input",
      );
  });
});

describe("a field that nobody knows", () => {
  it.each(["admin", "id", "revision", "__proto__", "constructor", "toString", "", "a/b~c"])(
    "is refused and named: %j",
    async (field) => {
      const pointer = `/${field.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      // Which fields a credential has is known only with its type.
      for (const [method, path] of TAKES_BODY().filter(([, each]) => !each.endsWith("/credentials"))) {
        const answer = await target.root(method, path, `{${JSON.stringify(field)}:{"admin":true}}`);
        expectProblem(answer, 400, "invalid-input");
        expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
      }
    },
  );
});

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
      const answer = await target.root("POST", "/v1/consumers", { ...consumer, [field]: value });
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
        await target.root("POST", "/v1/services", { ...service, [field]: value }),
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
    expectProblem(await target.root("POST", "/v1/services", { ...service, ...fields }), 400, "invalid-input");
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
    const path = `/v1/consumers/${target.consumer.id}/credentials`;
    expectProblem(await target.root("POST", path, fields), 400, "invalid-input");
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
    expectProblem(await target.root("POST", "/v1/teams", fields), 400, "invalid-input");
  });

  it("and numbers that no number can hold", async () => {
    for (const number of ["1e400", "-1e400", "1".repeat(400), "0.1e-400"]) {
      const body = JSON.stringify(service).replace("}}", `,"timeoutSeconds":${number}}}`);
      expectProblem(
        await target.root(
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

describe("members named like parts of every object", () => {
  const service = (headers: string, openapi: string) =>
    `{"slug":"proto","name":"x","team":"acme","kind":"rest","upstream":{"url":"http://127.0.0.1:9","headers":${headers}},"openapi":${openapi}}`;

  it("are data where names are free", async () => {
    const headers = '{"constructor":"a","toString":"b","hasOwnProperty":"c"}';
    const openapi = '{"openapi":"3.1.0","paths":{"constructor":{"prototype":{"polluted":true}}}}';
    const made = await target.root("POST", "/v1/services", service(headers, openapi));
    expect(made.status).toBe(201);
    const { body } = await target.root("GET", "/v1/services/proto");
    expect(body.upstream.headerNames).toEqual(["constructor", "hasownproperty", "tostring"]);
    expect(body.openapi).toEqual(JSON.parse(openapi));
    expect((await target.root("DELETE", "/v1/services/proto")).status).toBe(204);
    const { id } = await target.make.consumer("acme", { labels: { constructor: "x" } });
    expect((await target.root("GET", `/v1/consumers/${id}`)).body.labels).toEqual({ constructor: "x" });
    before = await target.everything();
  });

  it("are refused wherever they would change what an object is", async () => {
    const hostile = '{"__proto__":{"polluted":true}}';
    for (const body of [
      service(hostile, "{}"),
      service("{}", hostile),
      service("{}", `{"paths":{"/":[${hostile}]}}`),
    ])
      expectProblem(await target.root("POST", "/v1/services", body), 400, "invalid-input");
    expect((await target.root("GET", "/v1/me")).body).not.toHaveProperty("polluted");
  });

  it("are refused as labels", async () => {
    for (const name of ["__proto__", "", "a b", "-a", "x".repeat(64)]) {
      const body = `{"labels":{${JSON.stringify(name)}:"x"}}`;
      expectProblem(
        await target.root("PATCH", `/v1/consumers/${target.consumer.id}`, body),
        400,
        "invalid-input",
      );
    }
  });
});
