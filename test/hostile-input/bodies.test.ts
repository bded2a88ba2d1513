import { describe, expect, it } from "vitest";
import { expectProblem } from "./expect-problem.ts";
import { ownUntouchedTarget } from "./hostile.fixture.ts";

const { target, look } = ownUntouchedTarget();

/** Every path that takes a body, by the method that takes it. */
const TAKES_BODY = (): [string, string][] => [
  ["POST", "/v1/teams"],
  ["PATCH", "/v1/teams/acme"],
  ["PUT", "/v1/teams/acme/members/new@acme.test"],
  ["POST", "/v1/services"],
  ["PATCH", `/v1/services/${target().service.slug}`],
  ["POST", "/v1/consumers"],
  ["PATCH", `/v1/consumers/${target().consumer.id}`],
  ["POST", `/v1/consumers/${target().consumer.id}/credentials`],
  ["POST", `/v1/consumers/${target().consumer.id}/subscriptions`],
  ["POST", `/v1/consumers/${target().consumer.id}/suspend`],
];

const everywhere = async (
  body: string,
  status: number,
  code: string,
  headers: Record<string, string> = {},
) => {
  for (const [method, path] of TAKES_BODY())
    expectProblem(await target().root(method, path, body, headers), status, code);
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
    const path = `${target().latchkey.control}/v1/teams`;
    for (const bytes of [
      Buffer.from('{"slug":"x","name":"\xff\xfe"}', "latin1"),
      Buffer.from([0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x3a, 0x31, 0x7d]),
      Buffer.from([0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d]),
      Buffer.from('{"slug":"x","name":"x"}', "utf16le"),
    ]) {
      const headers = { "X-API-Key": target().latchkey.rootKey, "Content-Type": "application/json" };
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
    expectProblem(await target().root("POST", "/v1/consumers", fits), 400, "invalid-input");
    expectProblem(await target().root("POST", "/v1/consumers", `${fits} `), 413, "payload-too-large");
  });

  it("is refused by API Gateway: above Lambda's limit with a problem, above 10 MB with its own document", async () => {
    const sent = (size: number) =>
      target().root("POST", "/v1/consumers", JSON.stringify({ name: "x".repeat(size) }));
    expect(await sent(5_000_000)).toMatchObject({
      status: 413,
      body: { code: "payload-too-large", status: 413 },
    });
    expect(await sent(11_000_000)).toMatchObject({ status: 413, body: { message: "Request Too Long" } });
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
        await target().root("POST", "/v1/consumers", "{}", { "Content-Type": type }),
        400,
        "invalid-input",
      );
  });
});

describe("an unknown field", () => {
  it.each(["admin", "id", "revision", "__proto__", "constructor", "toString", "", "a/b~c"])(
    "is refused and named: %j",
    async (field) => {
      const pointer = `/${field.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      // Which fields a credential has is known only with its type.
      for (const [method, path] of TAKES_BODY().filter(([, each]) => !each.endsWith("/credentials"))) {
        const answer = await target().root(method, path, `{${JSON.stringify(field)}:{"admin":true}}`);
        expectProblem(answer, 400, "invalid-input");
        expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
      }
    },
  );
});

describe("members named like parts of every object", () => {
  const service = (headers: string, openapi: string) =>
    `{"slug":"proto","name":"x","team":"acme","kind":"rest","upstream":{"url":"http://127.0.0.1:9","headers":${headers}},"openapi":${openapi}}`;

  it("are data where names are free", async () => {
    const headers = '{"constructor":"a","toString":"b","hasOwnProperty":"c"}';
    const openapi = '{"openapi":"3.1.0","paths":{"constructor":{"prototype":{"polluted":true}}}}';
    const made = await target().root("POST", "/v1/services", service(headers, openapi));
    expect(made.status).toBe(201);
    const { body } = await target().root("GET", "/v1/services/proto");
    expect(body.upstream.headerNames).toEqual(["constructor", "hasownproperty", "tostring"]);
    expect(body.openapi).toEqual(JSON.parse(openapi));
    expect((await target().root("DELETE", "/v1/services/proto")).status).toBe(204);
    const { id } = await target().make.consumer("acme", { labels: { constructor: "x" } });
    expect((await target().root("GET", `/v1/consumers/${id}`)).body.labels).toEqual({ constructor: "x" });
    await look();
  });

  it("are refused wherever they would change what an object is", async () => {
    const hostile = '{"__proto__":{"polluted":true}}';
    for (const body of [
      service(hostile, "{}"),
      service("{}", hostile),
      service("{}", `{"paths":{"/":[${hostile}]}}`),
    ])
      expectProblem(await target().root("POST", "/v1/services", body), 400, "invalid-input");
    expect((await target().root("GET", "/v1/me")).body).not.toHaveProperty("polluted");
  });

  it("are refused as labels", async () => {
    for (const name of ["__proto__", "", "a b", "-a", "x".repeat(64)]) {
      const body = `{"labels":{${JSON.stringify(name)}:"x"}}`;
      expectProblem(
        await target().root("PATCH", `/v1/consumers/${target().consumer.id}`, body),
        400,
        "invalid-input",
      );
    }
  });
});
