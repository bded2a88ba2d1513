import type { NewCredential } from "@latchkey/core/credential/credential-input";
import { NewCredential as Input } from "@latchkey/core/credential/credential-input";
import type { Issued } from "@latchkey/core/credential/issue-credential";
import { NOW } from "@latchkey/core/testing/records";
import { signAws4 } from "@latchkey/signing/aws4/sign-aws4";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aCall, startCounted } from "./store.fixture.ts";
import { byHmac, token } from "./tokens.fixture.ts";

type Counted = Awaited<ReturnType<typeof startCounted>>;
let counted: Counted;
beforeAll(async () => {
  counted = await startCounted();
});
afterAll(() => counted.stop());

const seconds = NOW / 1000;
const signed = async ({ accessKey = "", secretKey = "" }: Record<string, string>) =>
  aCall(
    await signAws4(
      { method: "GET", url: "https://gw.example/echo/orders", headers: { host: "gw.example" } },
      { accessKey, secretKey, region: "eu", service: "execute-api" },
      new Date(NOW),
    ),
  );
const issuer = "https://rt.example";
const bearer = (secret: string, claims: object) =>
  aCall({
    authorization: `Bearer ${token({ alg: "HS256" }, { iss: issuer, exp: seconds + 60, ...claims }, byHmac(secret))}`,
  });

const ROWS: [
  string,
  unknown,
  number,
  (secret: Record<string, string>) => Promise<ReturnType<typeof aCall>>,
][] = [
  ["a minted API key", { type: "api-key" }, 1, async ({ apiKey = "" }) => aCall({ "x-api-key": apiKey })],
  [
    "an imported API key",
    { type: "api-key", apiKey: "an-imported-key-of-old" },
    2,
    async ({ apiKey = "" }) => aCall({ "x-api-key": apiKey }),
  ],
  [
    "an imported API key in a cookie",
    { type: "api-key", apiKey: "an-imported-key-in-a-cookie", in: [{ where: "cookie", name: "k" }] },
    2,
    async ({ apiKey = "" }) => aCall({ cookie: `k=${apiKey}; a=1` }),
  ],
  [
    "Basic",
    { type: "basic" },
    2,
    async ({ username, password }) =>
      aCall({ authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}` }),
  ],
  ["a minted access key", { type: "aksk" }, 1, signed],
  [
    "an imported access key",
    { type: "aksk", accessKey: "AKIMPORTED", secretKey: "a-secret-of-some-length" },
    2,
    signed,
  ],
  [
    "a JWT of any subject",
    { type: "jwt", algorithm: "HS256", issuer },
    2,
    async ({ secret = "" }) => bearer(secret, { sub: "s", client_id: "c", azp: "a", appid: "p", key: "k" }),
  ],
];

const issue = (input: unknown): Promise<Issued> => {
  const parsed: NewCredential = Input.parse({ name: "x", ...(typeof input === "object" ? input : {}) });
  return counted.issue(parsed);
};

describe("a verdict costs, in requests to the table", () => {
  it.each(ROWS)(
    "%s: cold %#, warm none, for any number of callers at once",
    async (_name, input, cold, requestOf) => {
      const { secret } = await issue(input);
      const request = await requestOf(secret);
      const authorizer = counted.authorizer();
      counted.operations.length = 0;
      const answers = await Promise.all(Array.from({ length: 10 }, () => authorizer.authorize(request, NOW)));
      expect(answers.map(({ kind }) => kind)).toEqual(Array(10).fill("allowed"));
      expect(counted.operations).toEqual(Array(cold).fill("BatchGetItem"));
      for (const later of [1, 2000, 4999])
        expect((await authorizer.authorize(request, NOW + later)).kind).toBe("allowed");
      expect(counted.operations).toHaveLength(cold);
      await authorizer.authorize(request, NOW + 5000);
      expect(counted.operations.length).toBeGreaterThan(cold);
      expect(counted.operations.length).toBeLessThanOrEqual(cold * 2);
    },
  );

  it("two candidates for one token are read in one", async () => {
    const { secret } = await issue({ type: "jwt", algorithm: "HS256", issuer, subject: "exact" });
    const other = await issue({
      type: "jwt",
      algorithm: "HS256",
      issuer,
      subjectClaim: "azp",
      subject: "exact",
    });
    const authorizer = counted.authorizer();
    counted.operations.length = 0;
    const request = bearer(other.secret["secret"] ?? "", { sub: "exact", azp: "exact" });
    const verdict = await authorizer.authorize(request, NOW);
    expect(verdict.kind === "allowed" && verdict.call.credential.id).toBe(other.credential.id);
    expect(counted.operations).toEqual(["BatchGetItem", "BatchGetItem"]);
    expect(secret).not.toEqual(other.secret);
  });

  it("nothing without a credential, or with a key that has a typo", async () => {
    const { secret } = await issue({ type: "api-key" });
    const authorizer = counted.authorizer();
    counted.operations.length = 0;
    await authorizer.authorize(aCall({ "user-agent": "curl/8.0 (x86_64-pc-linux-gnu)" }), NOW);
    await authorizer.authorize(aCall({ "x-api-key": `${secret["apiKey"]?.slice(0, -1)}!` }), NOW);
    expect(counted.operations).toEqual([]);
  });

  it("one a second for somebody who guesses the same key again and again", async () => {
    const authorizer = counted.authorizer();
    counted.operations.length = 0;
    const guess = aCall({ "x-api-key": "a-key-that-nobody-has" });
    for (let n = 0; n < 100; n += 1) await authorizer.authorize(guess, NOW + n * 9);
    expect(counted.operations).toHaveLength(1);
    await authorizer.authorize(guess, NOW + 1000);
    expect(counted.operations).toHaveLength(2);
  });

  it("two readings and a count for every password that is wrong, whether its user exists or not", async () => {
    const { secret } = await issue({ type: "basic" });
    const authorizer = counted.authorizer();
    const costOf = async (username: string) => {
      counted.operations.length = 0;
      const value = Buffer.from(`${username}:wrong`).toString("base64");
      await authorizer.authorize(aCall({ authorization: `Basic ${value}` }), NOW);
      return counted.operations.length;
    };
    // The first of a minute begins the count.
    for (const cost of [4, 3, 3])
      expect([await costOf(secret["username"] ?? ""), await costOf("nobody")]).toEqual([cost, cost]);
  });
});

describe("ten wrong passwords", () => {
  it("are ten over all instances: then a right one is refused unhashed in each, and elsewhere it holds", async () => {
    const { secret } = await issue({ type: "basic" });
    const { username = "", password = "" } = secret;
    const login = (text: string, sourceIp = "192.0.2.1") =>
      aCall(
        { authorization: `Basic ${Buffer.from(`${username}:${text}`).toString("base64")}` },
        { sourceIp },
      );
    const reasons: unknown[] = [];
    for (let n = 0; n < 10; n += 1) {
      const verdict = await counted.authorizer().authorize(login(`wrong-${n}`), NOW);
      reasons.push("reason" in verdict && verdict.reason);
    }
    expect(reasons).toEqual(Array(10).fill("bad-signature"));
    const authorizer = counted.authorizer();
    expect(await authorizer.authorize(login(password), NOW)).toMatchObject({ reason: "rate-limited" });
    expect((await authorizer.authorize(login(password, "198.51.100.1"), NOW)).kind).toBe("allowed");
    expect((await counted.authorizer().authorize(login(password), NOW + 60_000)).kind).toBe("allowed");
  });
});

describe("what is remembered", () => {
  it("is told in figures, and bounded", async () => {
    const bounded = await startCounted({ mostRecords: 5, mostTokens: 3 });
    const { secret } = await bounded.issue(
      Input.parse({ name: "x", type: "jwt", algorithm: "HS256", issuer }),
    );
    const authorizer = bounded.authorizer();
    for (let n = 0; n < 10; n += 1)
      await authorizer.authorize(
        { ...bearer(secret["secret"] ?? "", { sub: `s-${n}` }), service: `s-${n}` },
        NOW,
      );
    const { records, places, tokens } = authorizer.figures();
    expect([records.size, places.size, tokens.size]).toEqual([5, 5, 3]);
    expect(records.misses).toBeGreaterThan(0);
    await bounded.stop();
  });
});
