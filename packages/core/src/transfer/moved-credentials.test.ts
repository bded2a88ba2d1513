import { describe, expect, it } from "vitest";
import type { Credential } from "../credential/credential.ts";
import { jwtPointer } from "../credential/jwt/jwt-pointer.ts";
import type { Subscription } from "../subscription/subscription.ts";
import { CAST } from "../testing/cast.ts";
import { aJwtCredential } from "../testing/credentials.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aConsumer, aCredential, anIssuer, aSubscription, NOW, timeAt } from "../testing/records.ts";
import { movedCredentials } from "./moved-credentials.ts";

const CONSUMER = aConsumer();
const identity = (index: number) => jwtPointer("https://idp.test", "sub", `app-${index}`);
const tokens = (index: number, fields = {}) =>
  aJwtCredential({ id: `crd_${index}`, pointers: [identity(index)], ...fields });
const jwks = (uri: string) =>
  tokens(1, { issuer: "https://idp.test", algorithms: ["RS256"], key: { kind: "jwks", uri } });

const moving = async (credential: Credential[], others: Parameters<typeof aWorld>[0] = {}) => {
  const world = aWorld({ ...CAST, consumer: CONSUMER, credential, ...others });
  let writes: Awaited<ReturnType<typeof movedCredentials>> = [];
  const outcome = await outcomeOf(async () => {
    writes = await movedCredentials(world.work(), CONSUMER, "providers");
  });
  return { outcome, writes, passed: writes.filter(({ write }) => write === "pass") };
};

describe("what a transfer writes for credentials", () => {
  it("is that the tokens that each is found by are the other team's", async () => {
    const { passed } = await moving([tokens(1), aCredential({ id: "crd_2" })]);
    expect(passed).toEqual([
      {
        write: "pass",
        name: { kind: "token-identity", team: "callers", value: identity(1) },
        to: "providers",
        holder: `${CONSUMER.id}/crd_1`,
      },
    ]);
  });

  it("expects as many credentials as were read, and no subscription to the platform", async () => {
    const { writes } = await moving([tokens(1), aCredential({ id: "crd_2" })]);
    expect(writes.slice(1)).toMatchObject([
      { write: "expect-consumer", id: CONSUMER.id, credentials: 2 },
      {
        write: "expect-no-subscription",
        consumer: CONSUMER.id,
        service: "latchkey",
        otherwise: { code: "not-empty" },
      },
    ]);
  });

  it("is of every credential on every page", async () => {
    const many = Array.from({ length: 201 }, (_, index) => aCredential({ id: `crd_${index}` }));
    expect((await moving(many)).writes[0]).toMatchObject({ credentials: 201 });
  });

  it.each([
    [80, "done"],
    [81, "limit-reached"],
  ])("holds %i of the type jwt: %s", async (count, expected) => {
    const all = Array.from({ length: count }, (_, index) => tokens(index));
    const { outcome, passed } = await moving(all);
    expect([outcome, passed.length]).toEqual([expected, expected === "done" ? count : 0]);
  });
});

describe("what would not hold in the other team", () => {
  const KEYS = "https://idp.test/keys";
  it.each([
    ["keys of an issuer that it may not name", "issuer-taken", [jwks(KEYS)], { issuer: anIssuer() }],
    ["keys on an address that it does not reach", "invalid-input /team", [jwks("https://10.0.0.1/keys")], {}],
  ])("is refused: %s", async (_what, outcome, credentials, others) => {
    expect(await moving(credentials, others)).toMatchObject({ outcome, writes: [] });
  });

  it.each([
    ["of an issuer that lets it in", { issuer: anIssuer({ teams: ["callers", "providers"] }) }],
    ["of an issuer that it has", { issuer: anIssuer({ team: "providers" }) }],
    ["of an issuer that no team has", {}],
  ])("is not keys %s", async (_what, others) => {
    expect((await moving([jwks(KEYS)], others)).outcome).toBe("done");
  });

  it.each<[Partial<Subscription>, string]>([
    [{ status: "pending" }, "not-empty"],
    [{ status: "active" }, "not-empty"],
    [{ status: "suspended" }, "not-empty"],
    [{ status: "active", expiresAt: timeAt(NOW + 1) }, "not-empty"],
    [{ status: "active", expiresAt: timeAt(NOW) }, "done"],
    [{ status: "cancelled" }, "done"],
    [{ status: "active", service: "weather" }, "done"],
  ])("is a subscription to the platform: %j is %s", async (fields, outcome) => {
    const subscription = aSubscription({ service: "latchkey", ...fields });
    expect((await moving([], { subscription })).outcome).toBe(outcome);
  });
});
