import { describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import type { Role } from "../team/team.ts";
import { aConsumer, aSubscription, DAY, NOW, timeAt } from "../testing/records.ts";
import type { Work } from "../work.ts";
import { boundByIssuer } from "./bound-by-issuer.ts";

const person: Caller = {
  kind: "person",
  id: "i#1",
  email: "ana@x.test",
  admin: false,
  sourceIp: "192.0.2.1",
};
const machine: Caller = {
  kind: "machine",
  consumerId: "con_1",
  credentialId: "crd_1",
  team: "callers",
  role: "member",
  admin: false,
  sourceIp: "192.0.2.1",
};

/** Work that knows the caller's role and the consumer's scopes at the management API. */
const workOf = (caller: Caller, role?: Role, managingAs?: string[]): Work => ({
  ...Object.create(null),
  caller,
  stores: {
    ...Object.create(null),
    member: async () => role && { role },
    currentSubscription: async () =>
      managingAs && aSubscription({ service: "latchkey", status: "active", scopes: managingAs }),
  },
});
const forbidden = { code: "forbidden" };

describe("a credential of a consumer that manages as an owner", () => {
  const bound = (caller: Caller, role: Role | undefined, scopes?: string[]) =>
    boundByIssuer(workOf(caller, role, ["owner"]), aConsumer(), scopes ? { scopes } : {});

  it("is not minted by a member with the scope owner, or with all scopes", async () => {
    await expect(bound(person, "member")).rejects.toMatchObject(forbidden);
    await expect(bound(person, "member", ["owner"])).rejects.toMatchObject(forbidden);
    await expect(bound(machine, undefined)).rejects.toMatchObject(forbidden);
  });

  it("is minted by a member with less", async () => {
    expect(await bound(person, "member", [])).toEqual({ scopes: [] });
    expect(await bound(machine, undefined, ["other"])).toEqual({ scopes: ["other"] });
  });

  it("is minted by an owner, a machine that acts as one, and an admin", async () => {
    expect(await bound(person, "owner")).toEqual({});
    expect(await bound({ ...machine, role: "owner" }, undefined)).toEqual({});
    expect(await bound({ ...person, admin: true }, undefined)).toEqual({});
  });
});

describe("a credential of the consumer root", () => {
  const root = aConsumer({ name: "root", team: "latchkey" });

  it("is minted by admins only, not by owners of the platform's team", async () => {
    const inTeam: Caller = { ...machine, team: "latchkey", role: "owner" };
    for (const scopes of [["admin"], [], undefined])
      for (const work of [workOf(person, "owner", ["admin"]), workOf(inTeam, undefined, ["admin"])])
        await expect(boundByIssuer(work, root, scopes ? { scopes } : {})).rejects.toMatchObject(forbidden);
    expect(await boundByIssuer(workOf({ ...person, admin: true }, undefined, ["admin"]), root, {})).toEqual(
      {},
    );
  });
});

describe("a credential minted by a machine whose own has an end", () => {
  const end = timeAt(NOW + DAY);
  const bound = (expiresAt?: string, credentialExpiresAt = end) =>
    boundByIssuer(
      workOf({ ...machine, credentialExpiresAt }),
      aConsumer(),
      expiresAt === undefined ? {} : { expiresAt },
    );

  it("ends with it when it would have no end, or a later one", async () => {
    expect(await bound()).toEqual({ expiresAt: end });
    expect(await bound(timeAt(NOW + DAY + 1))).toEqual({ expiresAt: end });
  });

  it("keeps an earlier end", async () => {
    expect(await bound(timeAt(NOW + DAY - 1))).toEqual({ expiresAt: timeAt(NOW + DAY - 1) });
    expect(await bound(end)).toEqual({ expiresAt: end });
  });

  it("compares moments, not texts", async () => {
    expect(await bound("2026-03-02T12:00:00.999Z", "2026-03-02T12:00:00Z")).toEqual({
      expiresAt: "2026-03-02T12:00:00Z",
    });
  });
});

it("a machine without an end, and a person, may mint without one", async () => {
  expect(await boundByIssuer(workOf(machine), aConsumer(), {})).toEqual({});
  expect(await boundByIssuer(workOf(person, "member"), aConsumer(), {})).toEqual({});
});
