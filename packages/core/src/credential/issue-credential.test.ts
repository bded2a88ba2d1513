import { describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import type { PlatformWork } from "../platform/work.ts";
import { DEFAULT_LIMITS } from "../stage/limits.ts";
import { aMachine } from "../testing/callers.ts";
import { ADMIN, CAST, STRANGER, the } from "../testing/cast.ts";
import type { Records } from "../testing/kept-records.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aConsumer, aTeam, DAY, NOW, timeAt } from "../testing/records.ts";
import { NewCredential } from "./credential-input.ts";
import { issueCredential } from "./issue-credential.ts";

const MEMBER = the("member", "callers");
const CONSUMER = aConsumer({ revision: 4 });
const KEY = { type: "api-key", name: "key" };
const IMPORTED = { ...KEY, apiKey: "an-imported-key-of-enough-length" };
const JWKS = {
  type: "jwt",
  algorithm: "RS256",
  name: "tokens",
  issuer: "https://idp.test",
  subject: "app",
  jwksUri: "https://idp.test/keys",
};

const ROOT = aConsumer({ name: "root", team: "latchkey" });

interface Case {
  input?: object;
  caller?: Caller;
  records?: Records;
  work?: Partial<PlatformWork>;
}

const worldOf = ({ records }: Case = {}) => aWorld({ ...CAST, consumer: CONSUMER, ...records });
const issuing = async (given: Case = {}, world = worldOf(given)) => {
  const input = NewCredential.parse({ ...KEY, ...given.input });
  const work = world.work(given.caller ?? MEMBER, given.work);
  let secret: Record<string, string> | undefined;
  const outcome = await outcomeOf(async () => {
    ({ secret } = await issueCredential(work, CONSUMER.id, input));
  });
  return { ...world, outcome, secret, made: world.tables.all("credential").at(-1) };
};

describe("a new credential", () => {
  it("is counted, of its team still, and told of; its secret is shown once and kept as a hash", async () => {
    const { outcome, writes, events, made, secret, changes } = await issuing();
    expect(outcome).toBe("done");
    expect(writes()).toEqual(["create credential 1", "expect-consumer", "count credentials +1"]);
    expect(events()).toEqual([`credential.created by ${MEMBER.email}`]);
    expect(changes[0]).toMatchObject({
      events: [{ team: "callers", consumer: CONSUMER.id, credential: made?.id }],
      result: { kind: "credential", keys: { consumer: CONSUMER.id, credential: made?.id } },
    });
    expect(made).toMatchObject({ name: "key", status: "enabled", revision: 1, consumerId: CONSUMER.id });
    expect(secret?.["apiKey"]).toMatch(/^lk_/);
    expect(JSON.stringify(made)).not.toContain(secret?.["apiKey"]);
    for (const absent of ["expiresAt", "allowedIps", "scopes", "models", "in", "pointers"])
      expect(made).not.toHaveProperty(absent);
  });

  it("keeps its restrictions", async () => {
    const input = {
      expiresAt: timeAt(NOW + DAY),
      allowedIps: ["192.0.2.0/24"],
      scopes: ["read"],
      models: ["gpt-*"],
      in: [{ where: "header", name: "x-token" }],
      hideCredential: false,
    };
    expect((await issuing({ input })).made).toMatchObject(input);
  });

  it("that is brought along claims its name, which no other may have", async () => {
    const world = worldOf();
    const first = await issuing({ input: IMPORTED }, world);
    expect(first.writes()).toContain("claim imported-key");
    expect(first.made?.pointers).toHaveLength(1);
    const later = { now: NOW + 1 };
    const again = await issuing({ input: IMPORTED, work: later }, world);
    expect([again.outcome, again.changes.length]).toEqual(["credential-taken", 1]);
  });

  it("with keys of an issuer claims that for its team", async () => {
    const { outcome, writes } = await issuing({ input: JWKS });
    expect(outcome).toBe("done");
    expect(writes()).toEqual([
      "create credential 1",
      "expect-consumer",
      "claim token-identity",
      "create issuer 1",
      "count named +1",
      "expect-form",
      "count credentials +1",
    ]);
  });

  it.each([
    ["as its team's rule says", undefined, 30],
    ["as its team's rule says, though it asks for more", 31, 30],
    ["as it asks, within the rule", 29, 29],
  ])("ends %s", async (_how, asked, days) => {
    const team = aTeam({ maxCredentialDays: 30 });
    const input = asked === undefined ? {} : { expiresAt: timeAt(NOW + asked * DAY) };
    const { made } = await issuing({ input, records: { team } });
    expect(made?.expiresAt).toBe(timeAt(NOW + days * DAY));
  });

  it("is bound as the credential that a machine uses is", async () => {
    const bounds = { expiresAt: timeAt(NOW + DAY), allowedIps: ["192.0.2.0/24"] };
    expect((await issuing({ caller: aMachine("callers", { bounds }) })).made).toMatchObject(bounds);
  });
});

describe("what is refused of a credential", () => {
  it.each<[what: string, outcome: string, given: Case]>([
    ["a viewer", "forbidden", { caller: the("viewer", "callers") }],
    ["an owner of another team", "not-found", { caller: the("owner", "providers") }],
    ["a stranger", "not-found", { caller: STRANGER }],
    ["a deleted consumer", "not-found", { records: { consumer: aConsumer({ status: "deleted" }) } }],
    ["a consumer that is not there", "not-found", { records: { consumer: [] } }],
    ["an end that is now", "invalid-input /expiresAt", { input: { expiresAt: timeAt(NOW) } }],
    ["a member who hands on an owner's scope", "forbidden", { input: { scopes: ["owner"] } }],
    [
      "keys on a private address",
      "invalid-input /jwksUri",
      { input: { ...JWKS, jwksUri: "https://10.0.0.1/keys" } },
    ],
    [
      "a key of root, to an owner of the platform",
      "forbidden",
      { caller: aMachine("latchkey", { role: "owner" }), records: { consumer: ROOT } },
    ],
  ])("%s", async (_what, outcome, given) => {
    expect(await issuing(given)).toMatchObject({ outcome, changes: [], secret: undefined });
  });

  it("one more than a consumer may have", async () => {
    const world = worldOf();
    const most = DEFAULT_LIMITS.credentialsPerConsumer;
    world.count({ of: "consumer", id: CONSUMER.id, what: "credentials" }, most - 1);
    expect((await issuing({}, world)).outcome).toBe("done");
    expect((await issuing({ work: { now: NOW + 1 } }, world)).outcome).toBe("limit-reached");
  });

  it("one of a consumer that is being transferred", async () => {
    const world = worldOf();
    const stores = { ...world.stores, consumer: async () => aConsumer({ revision: 3 }) };
    expect(await issuing({ work: { stores } }, world)).toMatchObject({ outcome: "raced", changes: [] });
  });

  it("an id that another credential has: chance that repeats is tried again by the caller", async () => {
    const world = worldOf();
    expect((await issuing({}, world)).outcome).toBe("done");
    expect((await issuing({}, world)).outcome).toBe("unavailable");
  });

  it("nothing of an end that is a moment away, and no rule for root", async () => {
    expect((await issuing({ input: { expiresAt: timeAt(NOW + 1) } })).outcome).toBe("done");
    const team = aTeam({ slug: "latchkey", maxCredentialDays: 1 });
    const { made } = await issuing({ caller: ADMIN, records: { consumer: ROOT, team } });
    expect(made).not.toHaveProperty("expiresAt");
  });
});
