import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyBounds, powerOf } from "../access/authority.fixture.ts";
import { boundsOf } from "../access/authority.ts";
import type { Bounds } from "../access/bounds.ts";
import type { Caller, Machine } from "../access/caller.ts";
import { managementRole, managementScopes } from "../access/management-scope.ts";
import type { Role } from "../access/role.ts";
import { Refusal } from "../refusal.ts";
import { aMachine, aPerson } from "../testing/callers.ts";
import { aConsumer, aCredential, DAY, NOW, timeAt } from "../testing/records.ts";
import type { Credential } from "./credential.ts";
import { changedWithin, issuedWithin } from "./handed-on.ts";

const person = aPerson("ana@x.test");
const machine = aMachine("callers", { consumerId: "con_9", credentialId: "crd_9" });

/** Stores that know what a person is in the team. */
const by = (caller: Caller, role?: Role) => ({
  caller,
  stores: { ...Object.create(null), member: async () => role && { role } },
});
const forbidden = { code: "forbidden" };

describe("a credential with the scope owner", () => {
  const issue = (caller: Caller, role?: Role) =>
    issuedWithin(by(caller, role), aConsumer(), { scopes: ["owner"] });

  it("is issued by no member, whatever its consumer is subscribed to", async () => {
    await expect(issue(person, "member")).rejects.toMatchObject(forbidden);
    await expect(issue(machine)).rejects.toMatchObject(forbidden);
  });

  it("is issued by an owner, a machine that is one, and an admin", async () => {
    for (const [caller, role] of [
      [person, "owner"],
      [{ ...machine, role: "owner" as const }, undefined],
      [{ ...person, admin: true }, undefined],
    ] as const)
      expect(await issue(caller, role)).toEqual({ scopes: ["owner"] });
  });

  it("is not changed by a member either, who may narrow it", async () => {
    const before = aCredential({ scopes: ["owner"] });
    const change = (changed: Credential) => changedWithin(by(person, "member"), aConsumer(), before, changed);
    await expect(change(before)).rejects.toMatchObject(forbidden);
    expect(await change({ ...before, scopes: ["read"] })).toMatchObject({ scopes: ["read"] });
  });
});

it("a credential of the consumer root is for admins, not for owners of the platform's team", async () => {
  const root = aConsumer({ name: "root", team: "latchkey" });
  const inTeam: Caller = { ...machine, team: "latchkey", role: "owner" };
  for (const bounds of [{ scopes: ["admin"] }, { scopes: [] }, {}])
    for (const work of [by(person, "owner"), by(inTeam)]) {
      await expect(issuedWithin(work, root, bounds)).rejects.toMatchObject(forbidden);
      await expect(changedWithin(work, root, aCredential(), aCredential(bounds))).rejects.toMatchObject(
        forbidden,
      );
    }
  expect(await issuedWithin(by({ ...person, admin: true }), root, {})).toEqual({});
});

describe("a machine whose credential is bound", () => {
  const end = timeAt(NOW + DAY);
  const bounds: Bounds = { expiresAt: end, allowedIps: ["192.0.2.0/24"], scopes: ["write", "maps"] };
  const issue = (asked: Bounds) => issuedWithin(by({ ...machine, bounds }), aConsumer(), asked);

  it("issues what is bound like it where nothing else is asked for, and ends no later", async () => {
    expect(await issue({})).toEqual(bounds);
    expect(await issue({ expiresAt: timeAt(NOW + DAY + 1) })).toEqual(bounds);
    const less = { expiresAt: timeAt(NOW + 1), allowedIps: ["192.0.2.7"], scopes: ["maps"] };
    expect(await issue(less)).toEqual(less);
  });

  it("is refused where it asks for more by name", async () => {
    for (const asked of [{ scopes: ["rain"] }, { scopes: ["owner"] }, { allowedIps: ["192.0.0.0/16"] }])
      await expect(issue(asked)).rejects.toMatchObject(forbidden);
  });

  it("changes nothing that is bound less: it could use it then", async () => {
    const change = (credential: Credential) =>
      changedWithin(by({ ...machine, bounds }), aConsumer(), credential, credential);
    for (const other of [{}, { scopes: ["write"] }, { allowedIps: ["192.0.2.1"] }])
      await expect(change(aCredential(other))).rejects.toMatchObject(forbidden);
    const { expiresAt, ...rest } = bounds;
    expect(await change(aCredential(rest))).toMatchObject({ expiresAt });
  });
});

describe("the credential in use", () => {
  const own = { id: "crd_9", consumerId: "con_9" };
  const ofOwner: Machine = { ...machine, role: "owner", bounds: { scopes: ["owner"] } };
  const before = aCredential({ ...own, scopes: ["owner"], allowedIps: ["192.0.2.0/24"] });
  const change = (caller: Machine, changed: object) =>
    changedWithin(by(caller), aConsumer(), before, { ...before, ...changed });

  it.each([
    ["other scopes", { scopes: ["owner", "maps"] }],
    ["all scopes but owner", { scopes: undefined }],
    ["more addresses", { allowedIps: ["192.0.2.0/23"] }],
    ["every address", { allowedIps: undefined }],
  ])("is not given %s, by an owner's machine neither", async (_what, more) => {
    await expect(change(ofOwner, more)).rejects.toMatchObject(forbidden);
    // Another one of the same owner's machine may change it so, unless it is bound itself.
    expect(await change({ ...ofOwner, credentialId: "crd_8" }, more)).toMatchObject({ id: "crd_9" });
  });

  it("may be given less", async () => {
    expect(await change(ofOwner, { scopes: ["read"] })).toMatchObject({ scopes: ["read"] });
  });
});

/** One action that an attacker tries with one of the credentials that they hold. */
type Attempt = { with: number; on: number; asked: Bounds; patch: boolean };

const attempts = fc.array(
  fc.record({ with: fc.nat(5), on: fc.nat(5), asked: anyBounds, patch: fc.boolean() }),
  { maxLength: 12 },
);

/**
 * Holds one credential, then all credentials that it can create with it. Its consumer, and all others, may manage as owners.
 */
const reached = async (first: Bounds, tries: readonly Attempt[]): Promise<Credential[]> => {
  const held = [aCredential({ id: "crd_0", ...first })];
  for (const [index, { with: use, on, asked, patch }] of tries.entries()) {
    const own = held[use % held.length];
    const target = held[on % held.length];
    if (!own || !target) continue;
    const { role, admin } = managementRole(managementScopes(own.scopes, ["owner"]));
    if (role === "viewer") continue;
    const caller = { ...machine, consumerId: own.consumerId, credentialId: own.id, role, admin };
    const bounded: Machine = { ...caller, bounds: boundsOf(own, role === "owner") };
    try {
      const made = patch
        ? await changedWithin(by(bounded), aConsumer(), target, aCredential({ id: target.id, ...asked }))
        : await issuedWithin(by(bounded), aConsumer(), aCredential({ id: `crd_${index + 1}`, ...asked }));
      held.push(made);
      if (patch) held.splice(held.indexOf(target), 1);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return held;
};

it("no sequence of calls leads to a credential with more than the first had", async () => {
  await fc.assert(
    fc.asyncProperty(anyBounds, attempts, async (first, tries) => {
      const isOwners = managementScopes(first.scopes, ["owner"]).includes("owner");
      const { scopes: _scopes, ...rest } = first;
      const most = powerOf(isOwners ? { ...rest, scopes: ["owner", "maps", "admin"] } : first);
      for (const credential of await reached(first, tries))
        expect([...powerOf(credential)].filter((deed) => !most.has(deed))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

it("no sequence of calls by a member leads to a credential with the scope owner", async () => {
  await fc.assert(
    fc.asyncProperty(anyBounds, fc.array(anyBounds, { maxLength: 6 }), async (first, wishes) => {
      const mine = by(person, "member");
      let held: Credential[] = [];
      for (const asked of [first, ...wishes]) {
        const made = await Promise.allSettled([
          issuedWithin(mine, aConsumer(), aCredential(asked)),
          ...held.map((each) => changedWithin(mine, aConsumer(), each, { ...each, ...asked })),
        ]);
        held = [...held, ...made.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []))].slice(
          -8,
        );
      }
      for (const { scopes } of held) expect(managementScopes(scopes, ["owner"])).not.toContain("owner");
    }),
    { numRuns: 200 },
  );
});
