import { describe, expect, it } from "vitest";
import { expectProblem } from "./expect-problem.ts";
import { ownTarget } from "./hostile.fixture.ts";
import { rawHead, rawRequest } from "./raw-request.ts";

const target = ownTarget();

const raw = (line: string, headers: string[], body = "") =>
  rawRequest(target().latchkey.control, [
    rawHead(line, body === "" ? headers : [...headers, `Content-Length: ${Buffer.byteLength(body)}`]),
    body,
  ]);
const key = () => `X-API-Key: ${target().latchkey.rootKey}`;

describe("If-Match", () => {
  it.each([
    '"0"',
    '"01"',
    '"2"',
    "1",
    'W/"1"',
    '"1',
    '""',
    '"__proto__"',
    '"1e0"',
    "garbage",
    '"99999999999999999999"',
    '"-1"',
  ])("that does not fit the first revision is refused: %s", async (tag) => {
    const { id } = await target().make.consumer("acme");
    const path = `/v1/consumers/${id}`;
    expectProblem(
      await target().root("PATCH", path, { description: "x" }, { "If-Match": tag }),
      412,
      "revision-mismatch",
    );
    expectProblem(
      await target().root("POST", `${path}/suspend`, undefined, { "If-Match": tag }),
      412,
      "revision-mismatch",
    );
    // What is so already is no excuse: the caller believes something else of it.
    expectProblem(
      await target().root("POST", `${path}/resume`, undefined, { "If-Match": tag }),
      412,
      "revision-mismatch",
    );
    expect((await target().root("GET", path)).body).toMatchObject({ revision: 1, status: "active" });
  });

  it("that fits, or any, is no hindrance", async () => {
    const { id } = await target().make.consumer("acme");
    for (const tag of ['"1"', "*"])
      expect(
        (await target().root("PATCH", `/v1/consumers/${id}`, { description: "x" }, { "If-Match": tag }))
          .status,
      ).toBe(200);
  });
});

describe("an Idempotency-Key", () => {
  it.each(["", "x".repeat(256), "a\tb", "\u00e9"])("that is invalid is refused: %j", async (value) => {
    const { status, body } = await raw(
      "POST /v1/teams",
      [key(), "Content-Type: application/json", `Idempotency-Key: ${value}`],
      JSON.stringify({ slug: "never", name: "x" }),
    );
    expect(`${status} ${body.code}`).toBe("400 invalid-input");
    expectProblem(await target().root("GET", "/v1/teams/never"), 404, "not-found");
  });
});

describe("a header that is repeated", () => {
  it("with two credentials is refused: which one was meant is not ours to guess", async () => {
    const other = await target().make.credential(target().consumer);
    for (const headers of [
      [key(), `X-API-Key: ${other.secret.apiKey}`],
      [`X-API-Key: ${other.secret.apiKey}`, key()],
      [key(), `x-api-KEY: ${other.secret.apiKey}`],
      [key(), `Authorization: Bearer ${other.secret.apiKey}`],
    ]) {
      const { status, body } = await raw("GET /v1/me", headers);
      expect(`${status} ${body.code}`).toBe("401 invalid-credential");
    }
  });

  it("with one credential twice is that credential", async () => {
    expect((await raw("GET /v1/me", [key(), key()])).body).toMatchObject({ admin: true });
  });

  it("as Host, Content-Length or Transfer-Encoding gets no answer of ours", async () => {
    for (const headers of [
      ["Host: evil.test"],
      ["Content-Length: 1", "Content-Length: 2"],
      ["Content-Length: 1", "Transfer-Encoding: chunked"],
      ["Transfer-Encoding: chunked, identity"],
    ]) {
      const { status } = await raw("GET /v1/me", [key(), ...headers]);
      expect(status).toBe(400);
    }
  });
});

describe("headers beyond all bounds", () => {
  it("are refused, and the next request is answered", async () => {
    expect((await raw("GET /v1/me", [key(), `X-Large: ${"x".repeat(20_000)}`])).status).toBe(431);
    expect(
      (await raw("GET /v1/me", [key(), ...Array.from({ length: 5000 }, (_, at) => `X-${at}: x`)])).status,
    ).toBe(431);
    expect((await raw("GET /v1/me", [key()])).status).toBe(200);
  });

  it("in which a line is smuggled are refused", async () => {
    for (const header of ["X-A: b\nX-B: c\u0000", "X-A\u0000: b", "X A: b", ": b", " X-A: b"]) {
      const { status } = await raw("GET /v1/me", [key(), header]);
      expect(status).toBe(400);
    }
  });
});

describe("a value that is no credential", () => {
  it.each([
    "X-API-Key:",
    "X-API-Key: x",
    "X-API-Key: lk_0000000000000000_000000000000000000000000000000000000000000",
    `X-API-Key: ${"x".repeat(5000)}`,
    "Authorization: Bearer",
    "Authorization: Bearer eyJhbGciOiJub25lIn0.eyJpc3MiOiJ4In0.",
    "Authorization: Bearer a.b.c",
    "Authorization: Basic !!!!",
    "Authorization: Basic cm9vdDpyb290",
    "Authorization: Negotiate abc",
    "Cookie: session=1",
  ])("is told nothing more than that: %.60s", async (header) => {
    const { status, head, body } = await raw("GET /v1/me", [header]);
    expect(status).toBe(401);
    expect(body).toMatchObject({
      status: 401,
      code: "invalid-credential",
      type: expect.any(String),
      title: expect.any(String),
      requestId: expect.any(String),
    });
    expect(head).toMatch(/www-authenticate: .*realm=/i);
  });

  it("is refused before a body is looked at", async () => {
    const { status } = await raw("POST /v1/teams", ["X-API-Key: x", "Content-Type: text/plain"], "{");
    expect(status).toBe(401);
  });
});

it("what a client sends of its own request's id, origin or address is believed nowhere", async () => {
  const { status, head, body } = await raw("GET /v1/teams/nothing", [
    key(),
    'X-Amzn-RequestId: "},"admin":true',
    "X-Request-Id: mine",
    "Origin: https://evil.test",
    "X-Forwarded-For: 10.0.0.1",
    "X-Forwarded-Host: evil.test",
  ]);
  expect(status).toBe(404);
  expect(body).not.toHaveProperty("admin");
  expect(JSON.stringify(body)).not.toMatch(/mine|evil/);
  expect(head).not.toMatch(/access-control-allow-origin|evil/i);
});

it("an unknown method gets a problem, or no connection", async () => {
  for (const method of ["PROPFIND", "TRACE", "SEARCH"]) {
    const { status } = await raw(`${method} /v1/me`, [key()]);
    expect([404, 405]).toContain(status);
  }
  expect((await raw("NONSENSE /v1/me", [key()])).status).toBe(400);
});
