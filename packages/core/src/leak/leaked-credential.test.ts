import { describe, expect, it } from "vitest";
import type { HashedKey } from "../credential/part/hashed-key.ts";
import { aBasicCredential, anAkskCredential, anOauth2Credential } from "../testing/credentials.ts";
import { aCredential, DAY, NOW, timeAt } from "../testing/records.ts";
import { isLeakable, leakedCredential, leakState } from "./leaked-credential.ts";

const AT = timeAt(NOW);
const current: HashedKey = { hash: "new", pepper: "p1" };
const former: HashedKey = { hash: "old", pepper: "p1", validUntil: timeAt(NOW + DAY) };
const ended: HashedKey = { hash: "older", pepper: "p1", validUntil: AT };

const of = (secrets: HashedKey[]) =>
  aCredential({
    secrets,
    updatedAt: timeAt(NOW - DAY),
    ...(secrets[1] ? { previousValidUntil: timeAt(NOW + DAY) } : {}),
  });
const leaked = (
  secrets: HashedKey[],
  secret: HashedKey,
  onLeak: "revoke" | "notify" = "revoke",
  url?: string,
) => leakedCredential(of(secrets), { secret, at: AT, url }, onLeak, NOW);

const TOLD = ["credential.leaked"];
const ENDED = ["credential.leaked", "credential.revoked"];

describe("a credential of whose secrets one is public", () => {
  it.each<
    [what: string, secrets: HashedKey[], secret: HashedKey, left: HashedKey[], overlap: string | undefined]
  >([
    ["its only one", [current], current, [], undefined],
    ["the current of two", [current, former], current, [former], former.validUntil],
    // What has ended is not told as what still works.
    ["the former", [current, former], former, [current], undefined],
    ["the current one beside one that ends now", [current, ended], current, [], undefined],
    ["the former one, the last that works", [former], former, [], undefined],
  ])("loses %s for good, and is disabled with its last", (_what, secrets, secret, left, overlap) => {
    const { credential, events } = leaked(secrets, secret) ?? {};
    expect(credential).toMatchObject({ secrets: left, leakedAt: AT, revision: 2, updatedAt: AT });
    expect(credential?.previousValidUntil).toBe(overlap);
    expect([credential?.status, events]).toEqual(left.length > 0 ? ["enabled", TOLD] : ["disabled", ENDED]);
  });

  it("keeps it where its team is to be told alone, and is told of it once", () => {
    const outcome = leaked([current, former], former, "notify");
    expect(outcome?.events).toEqual(TOLD);
    expect(outcome?.credential).toMatchObject({
      ...{ status: "enabled", leakedAt: AT, previousValidUntil: former.validUntil },
      secrets: [current, { ...former, leakedAt: AT }],
    });
    const known = { ...former, leakedAt: AT };
    expect(leaked([current, known], known, "notify")).toBeUndefined();
    expect(leaked([current, known], current, "notify")?.credential.secrets).toEqual([
      { ...current, leakedAt: AT },
      known,
    ]);
  });

  it("loses one that its team was only told of, once its secrets are to end", () => {
    const known = { ...current, leakedAt: timeAt(NOW - DAY) };
    expect(leaked([known], known)?.events).toEqual(ENDED);
  });

  it("says where it was found last, and nothing of where it was found before", () => {
    expect(leaked([current], current, "revoke", "https://x.test/1")?.credential.leakedUrl).toBe(
      "https://x.test/1",
    );
    const before = { ...of([current]), leakedUrl: "https://x.test/1" };
    const outcome = leakedCredential(before, { secret: current, at: AT }, "notify", NOW);
    expect(outcome?.credential).not.toHaveProperty("leakedUrl");
  });
});

it("secrets of two types are told by their form", () => {
  const all = [aCredential(), anOauth2Credential(), aBasicCredential(), anAkskCredential()];
  expect(all.map(isLeakable)).toEqual([true, true, false, false]);
});

it.each([
  ["disabled", aCredential({ status: "disabled", secrets: [{ ...current, leakedAt: AT }] })],
  ["told", aCredential({ secrets: [current, { ...former, leakedAt: AT }] })],
  ["one-ended", aCredential({ secrets: [current] })],
  ["one-ended", anAkskCredential()],
])("what has become of it is %s", (state, credential) => {
  expect(leakState(credential)).toBe(state);
});
