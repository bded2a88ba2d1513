import { beforeAll, describe, expect, it } from "vitest";
import { type Called, type Caller, SIGNING_STAGES, sharedCalled } from "./called.fixture.ts";
import { SIGNING_CLIENTS, smithyRequest, smithySigner } from "./clients.fixture.ts";
import { SAMPLES } from "./samples.fixture.ts";
import { sendRaw } from "./send-raw.fixture.ts";
import { SCHEMES } from "./signature-attacks.fixture.ts";

let called: Called;
let caller: Caller;
const beforeCalling = (environment: Record<string, string>) =>
  beforeAll(async () => {
    called = await sharedCalled(environment);
    caller = await called.caller({ type: "aksk", schemes: [...SCHEMES] });
  });

const keys = () => ({
  accessKey: caller.secret["accessKey"] ?? "",
  secretKey: caller.secret["secretKey"] ?? "",
});

/** What a client does by its own design where the signature then differs from what API Gateway hands on. */
const KNOWN: Record<string, string> = {
  "curl --aws-sigv4, execute-api: a UTF-8 path": "encodes the path once for every service",
  "curl --aws-sigv4, s3: a query with repeated and reserved characters": "does not sort the query",
  "curl --aws-sigv4, execute-api: a query with repeated and reserved characters": "does not sort the query",
  "http-message-signatures: a query with repeated and reserved characters":
    "signs the query as it is escaped",
};

const rows = Object.entries(SIGNING_CLIENTS).flatMap(([client, send]) =>
  Object.entries(SAMPLES).map(([what, sample]) => ({ name: `${client}: ${what}`, send, sample })),
);

describe.each(SIGNING_STAGES)("$stage", ({ stage, environment }) => {
  const isBehindEdge = stage === "behind the edge";
  beforeCalling(environment);

  describe("a signed request goes through", () => {
    it.each(rows)("$name", async ({ name, send, sample }) => {
      const { status, json, text } = await send(called.url(sample.path), sample, keys());
      if (name in KNOWN) {
        expect([status, json.code]).toEqual([401, "invalid-credential"]);
        return;
      }
      expect([status, status === 200 ? "" : text]).toEqual([200, ""]);
      expect(json.method).toBe(sample.method);
      expect(Buffer.from(json.body, "base64")).toEqual(Buffer.from(sample.body ?? ""));
      expect(json.headers["x-credential-id"]).toEqual([caller.credential.id]);
      for (const name of ["authorization", "signature", "signature-input", "authorization-type"])
        expect(json.headers).not.toHaveProperty(name);
    });
  });

  describe("a signature holds for the query as it was written", () => {
    const QUERIES = [
      "from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z",
      "at=2026-01-01T00:00:00+01:00",
      "cursor=YWJjZA==&path=/a/b",
      "cursor=YWJjZA%3D%3D&path=%2Fa%2Fb",
      "filter[name]=x&q=a:b,c",
      "q=two+words&z=a%2Fb",
      "a=1&flag&z=2",
      "a=1&flag=&z=2",
    ];
    const CLIENTS = ["http-message-signatures", "ours: rfc9421", "ours: signature", "ours: kong"];
    const queries = QUERIES.flatMap((query) => CLIENTS.map((client) => [client, query] as const));

    it.each(queries)("%s: %s", async (client, query) => {
      const send = SIGNING_CLIENTS[client];
      if (!send) throw new Error("There is no such client.");
      const path = `/orders?${query}`;
      const { status, text } = await send(called.url(path), { method: "GET", path }, keys());
      expect([status, status === 200 ? "" : text]).toEqual([200, ""]);
    });
  });

  describe("the same request with another secret is refused", () => {
    it.each(rows)("$name", async ({ send, sample }) => {
      const { status, json } = await send(called.url(sample.path), sample, {
        ...keys(),
        secretKey: "another-secret",
      });
      expect([status, json.code]).toEqual([401, "invalid-credential"]);
    });
  });

  describe("a presigned address", () => {
    const presigned = async (expiresIn: number, at = new Date()) => {
      const request = smithyRequest(called.url("/orders?a=1&a=0"), { method: "GET", path: "" });
      const { query = {} } = await smithySigner(keys()).presign(request, { expiresIn, signingDate: at });
      const search = new URLSearchParams(
        Object.entries(query).flatMap(([name, values]) =>
          [values ?? ""].flat().map((value) => [name, value]),
        ),
      );
      return `${called.url("/orders")}?${search}`;
    };

    it("works until it expires, and nothing of it reaches the upstream", async () => {
      const { status, json } = await sendRaw(await presigned(60));
      expect(status).toBe(200);
      // As it was signed: sorted.
      expect(json.url).toBe("/orders?a=0&a=1");
      expect((await sendRaw(await presigned(60, new Date(Date.now() - 61_000)))).status).toBe(401);
    });

    it("is refused for another path, method or query, and with a body", async () => {
      const url = await presigned(60);
      expect((await sendRaw(url.replace("/orders", "/order"))).status).toBe(401);
      expect((await sendRaw(url, { method: "DELETE" })).status).toBe(401);
      expect((await sendRaw(`${url}&b=1`)).status).toBe(401);
      // CloudFront refuses every GET with a body by itself.
      expect((await sendRaw(url, { method: "GET", body: "x" })).status).toBe(isBehindEdge ? 403 : 401);
    });
  });
});

describe("where AWS keeps a Signature V4 from the functions behind the authorizer alone", () => {
  beforeCalling({ LATCHKEY_SIGV4_HEADER: "integration" });

  it.each(rows.filter(({ name }) => /aws/.test(name) && !(name in KNOWN)))(
    "a signed request goes through: $name",
    async ({ send, sample }) => {
      const { status, json, text } = await send(called.url(sample.path), sample, keys());
      expect([status, status === 200 ? "" : text]).toEqual([200, ""]);
      expect(json.headers).not.toHaveProperty("authorization");
      const other = await send(called.url(sample.path), sample, { ...keys(), secretKey: "another-secret" });
      expect(other.status).toBe(401);
    },
  );
});
