import { crc32 } from "@latchkey/signing/crc32";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { signedDynamo } from "../dynamo/signed-dynamo.ts";
import { signedSecrets } from "../key-ring/signed-secrets.ts";
import { endpointIn, parseEndpoint, regionIn } from "./endpoint.ts";
import { type FaultServer, type Scripted, startFaultServer } from "./fault-server.fixture.ts";
import { createPost } from "./post.ts";
import { createSignPost } from "./sign-post.ts";

const SECRET = "wJalrXUtnFEMI-of-the-role";
const KEY = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: SECRET,
  sessionToken: "session-token-of-the-role",
};
const region = "eu-central-1";

let server: FaultServer | undefined;
beforeEach(() => {
  vi.spyOn(Math, "random").mockReturnValue(0);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await server?.stop();
  server = undefined;
});
const serve = async (...script: Scripted[]) => {
  server = await startFaultServer(script);
  return server;
};
const timeouts = { connectionTimeout: 30_000, requestTimeout: 30_000 };
const dynamoAt = (endpoint: string, credentials = KEY, times = timeouts) =>
  signedDynamo({ endpoint, region, credentials: () => credentials, timeouts: times });
const read = (endpoint: string, credentials = KEY, times = timeouts) =>
  dynamoAt(endpoint, credentials, times).getItem({ TableName: "t", Key: { pk: { S: "a" } } });
const errorOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );
const told = (error: unknown) =>
  `${Object(error).stack} ${JSON.stringify(error)} ${String(Object(error).cause)}`;

describe("An endpoint in the environment", () => {
  const DYNAMO = { host: "dynamodb", scope: "dynamodb", variable: "DYNAMODB" };
  it.each([
    ["ftp://127.0.0.1/"],
    ["file:///etc/passwd"],
    ["https://user:password-in-url@example.com/"],
    ["https://example.com/?to=elsewhere"],
    ["https://example.com/#part"],
    ["javascript:alert(1)"],
    ["//example.com"],
    ["https://exa mple.com/"],
  ])("is refused when it is %s, without being repeated", (text) => {
    const error = (() => {
      try {
        return parseEndpoint(text);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(Error);
    expect(told(error)).not.toContain("password-in-url");
  });

  it.each([
    [{}, "https://dynamodb.eu-central-1.amazonaws.com/"],
    [{ AWS_ENDPOINT_URL: "http://127.0.0.1:1" }, "http://127.0.0.1:1/"],
    [
      { AWS_ENDPOINT_URL: "http://127.0.0.1:1", AWS_ENDPOINT_URL_DYNAMODB: "http://[::1]:2/x" },
      "http://[::1]:2/x/",
    ],
    [
      { AWS_ENDPOINT_URL_DYNAMODB: "http://127.0.0.1:1", AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" },
      "https://dynamodb.eu-central-1.amazonaws.com/",
    ],
    [{ AWS_USE_FIPS_ENDPOINT: "true" }, "https://dynamodb-fips.eu-central-1.amazonaws.com/"],
    [{ AWS_USE_DUALSTACK_ENDPOINT: "true" }, "https://dynamodb.eu-central-1.api.aws/"],
  ])("of %j is %s", (environment, url) => {
    expect(endpointIn(DYNAMO, region, environment).href).toBe(url);
  });

  it.each([undefined, "", "eu-central-1.evil.example/", "eu central", "evil.example#", "../eu"])(
    "is none where the region is %j",
    (named) => {
      expect(() => regionIn({ AWS_REGION: named })).toThrow("AWS_REGION names no region.");
    },
  );

  it("that sends elsewhere is not followed, and the error holds no credential", async () => {
    const other = await startFaultServer([{ status: 200 }]);
    const { endpoint } = await serve({ status: 307, headers: { location: other.endpoint }, body: "" });
    const error = await errorOf(read(endpoint));
    expect(error).toBeInstanceOf(Error);
    expect(other.requests).toHaveLength(0);
    expect(told(error)).not.toMatch(/of-the-role/);
    await other.stop();
  });
});

describe("A request", () => {
  it.each(["a\r\nX-Injected: b", "a\nb", "a\u0000", "a\u007f"])(
    "is not sent with a session token like %j",
    async (sessionToken) => {
      const { endpoint, requests } = await serve({ status: 200 });
      const error = await errorOf(read(endpoint, { ...KEY, sessionToken }));
      expect(error).toBeInstanceOf(Error);
      expect(requests).toHaveLength(0);
      expect(told(error)).not.toContain(SECRET);
    },
  );

  it("carries what a caller has chosen in its body alone, as JSON", async () => {
    const { endpoint, requests } = await serve({ status: 200 });
    const chosen = 'a"}\r\nX-Injected: b\r\n\r\n{"pk';
    await dynamoAt(endpoint).getItem({ TableName: "t", Key: { pk: { S: chosen } } });
    expect(JSON.parse(requests[0]?.body ?? "")).toEqual({ TableName: "t", Key: { pk: { S: chosen } } });
    expect(requests[0]?.headers).not.toHaveProperty("x-injected");
    expect(JSON.stringify(requests)).not.toContain(SECRET);
  });

  it("has another signature for another body, region, service, day or secret", () => {
    const at = new Date("2026-03-01T12:00:00Z");
    const headers = { host: "dynamodb.eu-central-1.amazonaws.com" };
    const scope = { region, service: "dynamodb", path: "/" };
    const sign = createSignPost(scope);
    const proofs = [
      sign(headers, "{}", KEY, at),
      sign(headers, "{ }", KEY, at),
      sign(headers, "{}", { ...KEY, secretAccessKey: "other" }, at),
      sign(headers, "{}", KEY, new Date("2026-03-02T12:00:00Z")),
      createSignPost({ ...scope, region: "eu-west-1" })(headers, "{}", KEY, at),
      createSignPost({ ...scope, service: "secretsmanager" })(headers, "{}", KEY, at),
    ].map(({ authorization = "" }) => authorization.split("Signature=")[1]);
    expect(new Set(proofs).size).toBe(proofs.length);
    expect(sign(headers, "{}", KEY, at)["authorization"]).toContain(proofs[0]);
  });
});

describe("An answer", () => {
  it.each([
    ["with a length", { "content-length": "300000" }],
    ["without one", {}],
  ])("that is longer than any of the service's is given up, %s", async (_name, headers) => {
    const { endpoint, requests } = await serve({ status: 200, body: "a".repeat(300_000), headers });
    const { post, close } = createPost({ url: new URL(endpoint), mostBytes: 100_000, ...timeouts });
    await expect(post({}, "{}")).rejects.toBeInstanceOf(RangeError);
    expect(requests).toHaveLength(1);
    close();
  });

  it("that trickles is as late as none", async () => {
    const { endpoint, requests } = await serve("drip");
    const times = { connectionTimeout: 1000, requestTimeout: 1000 };
    await expect(read(endpoint, KEY, times)).rejects.toMatchObject({ name: "TimeoutError" });
    expect(requests).toHaveLength(3);
  });

  it("whose bytes are not those that were sent is asked for again", async () => {
    const body = '{"Item":{"n":{"N":"7"}}}';
    const sum = String(crc32(body));
    const wrong = { status: 200, body: body.replace("7", "8"), headers: { "x-amz-crc32": sum } };
    const { endpoint, requests } = await serve(wrong, { status: 200, body, headers: { "x-amz-crc32": sum } });
    expect(await read(endpoint)).toEqual({ Item: { n: { N: "7" } } });
    expect(requests).toHaveLength(2);
  });

  it.each([
    "<html>secret-in-answer</html>",
    '"secret-in-answer"',
    '["secret-in-answer"]',
    '{"SecretString":"secret-in-answer',
  ])("that is no JSON object is refused and not passed on: %s", async (body) => {
    const { endpoint, requests } = await serve({ status: 200, body });
    const secrets = signedSecrets({ endpoint, region, credentials: () => KEY, timeouts });
    const error = await errorOf(secrets.getSecretValue({ SecretId: "pepper" }));
    expect(error).toBeInstanceOf(SyntaxError);
    expect(told(error)).not.toContain("secret-in-answer");
    expect(requests).toHaveLength(1);
  });

  it("cannot change what objects inherit", async () => {
    const { endpoint } = await serve({ status: 200, body: '{"__proto__":{"Item":{"admin":{"BOOL":true}}}}' });
    const answer = await read(endpoint);
    expect(Object.getPrototypeOf(answer)).toBe(Object.prototype);
    expect(answer.Item).toBeUndefined();
  });
});
