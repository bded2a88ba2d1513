import { beforeAll, describe, expect, it } from "vitest";
import { type Called, SIGNING_STAGES, sharedCalled } from "./called.fixture.ts";
import { SIGNING_CLIENTS } from "./clients.fixture.ts";
import { sendRaw } from "./send-raw.fixture.ts";

/*
 * What the stage's edge does to a request is undone before anything reads it: the rest of what a verdict or an upstream is
 * told is as without it. That signatures hold is told by their own tests (`SIGNING_STAGES`).
 */
let called: Called;
beforeAll(async () => {
  const [, behind] = SIGNING_STAGES;
  called = await sharedCalled(behind.environment);
});

const FORGED = {
  "latchkey-edge-secret": "guessed",
  "latchkey-edge-authorization": "Bearer forged",
  "latchkey-edge-host": "evil.example",
  "Latchkey-Edge-Address": "192.0.2.1",
};

describe("behind the edge", () => {
  it.each([
    [
      "a key as a bearer",
      { type: "api-key" },
      (secret: Record<string, string>) => `Bearer ${secret["apiKey"]}`,
    ],
    [
      "a password",
      { type: "basic" },
      ({ username, password }: Record<string, string>) =>
        `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`,
    ],
  ])("%s is accepted, and hidden", async (_what, credential, authorization) => {
    const { secret, consumer } = await called.caller(credential);
    const headers = { Authorization: authorization(secret), ...FORGED };
    const { status, json } = await sendRaw(called.url("/x"), { headers });
    expect([status, json.headers["x-consumer-id"]]).toEqual([200, [consumer.id]]);
    expect(Object.keys(json.headers)).not.toContain("authorization");
  });

  it("nothing of the edge reaches an upstream, and the client's address and host do", async () => {
    const { secret } = await called.caller({ type: "api-key" });
    const headers = { "X-API-Key": secret["apiKey"] ?? "", Via: "1.1 own", ...FORGED };
    const { json } = await sendRaw(called.url("/x"), { headers });
    expect(json.headers).toMatchObject({
      "x-forwarded-for": ["127.0.0.1"],
      "x-forwarded-host": [new URL(called.latchkey.gateway).host],
      via: ["1.1 own"],
    });
    expect(JSON.stringify(json)).not.toMatch(
      /latchkey-edge|x-amz-cf|cloudfront|130\.176|forged|192\.0\.2|evil/i,
    );
  });

  it("an allowed address is the client's, and not the edge's", async () => {
    for (const [allowedIps, status] of [
      [["127.0.0.1/32"], 200],
      [["130.176.0.0/16"], 403],
      [["192.0.2.1/32"], 403],
    ] as const) {
      const { secret } = await called.caller({ type: "api-key", allowedIps });
      const headers = { "X-API-Key": secret["apiKey"] ?? "", ...FORGED };
      expect((await sendRaw(called.url("/x"), { headers })).status).toBe(status);
    }
  });

  it("an Authorization is nobody's but the client's: what it says in the edge's name is no credential", async () => {
    const { secret } = await called.caller({ type: "api-key" });
    const forged = { ...FORGED, "latchkey-edge-authorization": `Bearer ${secret["apiKey"]}` };
    expect((await sendRaw(called.url("/x"), { headers: forged })).status).toBe(401);
  });

  it("an upstream that has to see a Signature V4 sees it, though API Gateway drops it", async () => {
    const { secret } = await called.caller({ type: "aksk", hideCredential: false });
    const keys = { accessKey: secret["accessKey"] ?? "", secretKey: secret["secretKey"] ?? "" };
    const answer = await SIGNING_CLIENTS["aws4"]?.(called.url("/x"), { method: "GET", path: "/x" }, keys);
    expect(answer?.json.headers.authorization).toEqual([expect.stringMatching(/^AWS4-HMAC-SHA256 /)]);
  });
});
