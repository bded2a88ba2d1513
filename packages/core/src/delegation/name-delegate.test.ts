import { describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import type { Role } from "../access/role.ts";
import { aPerson } from "../testing/callers.ts";
import { aMember, DAY, NOW, timeAt } from "../testing/records.ts";
import { aWork } from "../testing/work.ts";
import type { DelegateInput, Delegation } from "./delegation.ts";
import type { DelegationWork } from "./delegation-work.ts";
import { nameDelegate, readDelegate, removeDelegate } from "./name-delegate.ts";

const PAT = "pat@x.test";
const DEE = "dee@x.test";
const pat = aPerson(PAT);
const admin = aPerson(PAT, true);
const machine = { kind: "machine", consumerId: "con_1", admin: true } as Caller;
const input = (fields: Partial<DelegateInput> = {}): DelegateInput => ({
  email: DEE,
  until: timeAt(NOW + DAY),
  ...fields,
});

const world = (caller: Caller = pat, roles: Record<string, Role> = { [PAT]: "member", [DEE]: "member" }) => {
  const stored = new Map<string, Delegation>();
  const at = { now: NOW };
  const place = (email: string) => {
    const role = roles[email];
    return role && aMember({ team: "weather", email, role });
  };
  const work = (others: Partial<DelegationWork> = {}): DelegationWork => ({
    ...aWork({ caller, actor: PAT, now: at.now, stores: Object.create(null), commit: async () => {} }),
    stores: {
      delegation: async (email) => stored.get(email),
      member: async (team, email) => (team === "weather" ? place(email) : undefined),
      teamsOf: async (email) => ({ items: [place(email) ?? []].flat() }),
    },
    commit: async ({ writes }) => {
      for (const each of writes) {
        if (each.write === "erase") stored.delete(each.record.value.email);
        else if (each.write === "create" || each.write === "replace")
          stored.set(each.record.value.email, each.record.value);
      }
    },
    ...others,
  });
  return { work, stored, at };
};

describe("naming a delegate", () => {
  it("keeps one for a person, which is read again, changed and removed", async () => {
    const { work, stored } = world();
    const first = await nameDelegate(work(), input());
    expect(first).toMatchObject({ email: PAT, delegate: DEE, team: "weather", revision: 1 });
    expect(await readDelegate(work())).toEqual(first);
    expect(await nameDelegate(work(), input())).toBe(first);
    const later = await nameDelegate(work(), input({ until: timeAt(NOW + 2 * DAY) }));
    expect(later).toMatchObject({ id: first.id, revision: 2, until: timeAt(NOW + 2 * DAY) });
    expect(stored.size).toBe(1);
    await removeDelegate(work());
    expect(stored.size).toBe(0);
    await expect(removeDelegate(work())).rejects.toMatchObject({ code: "not-found" });
    await expect(readDelegate(work())).rejects.toMatchObject({ code: "not-found" });
  });

  it.each<[string, Partial<DelegateInput>, Record<string, Role> | undefined, string]>([
    ["oneself", { email: PAT }, undefined, "/email"],
    ["a stranger", { email: "eve@x.test" }, undefined, "/email"],
    ["a viewer", {}, { [PAT]: "owner", [DEE]: "viewer" }, "/email"],
    ["a member of a team that the caller is not in", {}, { [DEE]: "owner" }, "/email"],
    ["somebody until now", { until: timeAt(NOW) }, undefined, "/until"],
    ["somebody for more than 366 days", { until: timeAt(NOW + 366 * DAY + 1) }, undefined, "/until"],
  ])("refuses %s", async (_whom, fields, roles, pointer) => {
    const { work, stored } = world(pat, roles);
    await expect(nameDelegate(work(), input(fields))).rejects.toMatchObject({
      code: "invalid-input",
      extra: { errors: [{ pointer }] },
    });
    expect(stored.size).toBe(0);
  });

  it("lets no admin name a stranger either", async () => {
    const { work } = world(admin);
    await expect(nameDelegate(work(), input({ email: "eve@x.test" }))).rejects.toMatchObject({
      code: "invalid-input",
    });
  });

  it("is for people alone", async () => {
    const { work } = world(machine);
    for (const attempt of [nameDelegate(work(), input()), readDelegate(work()), removeDelegate(work())])
      await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
  });

  it("heeds the revision that is expected", async () => {
    const { work } = world();
    await expect(nameDelegate(work({ expectedRevision: "any" }), input())).rejects.toMatchObject({
      code: "revision-mismatch",
    });
    await nameDelegate(work(), input());
    for (const attempt of [
      nameDelegate(work({ expectedRevision: [2] }), input()),
      removeDelegate(work({ expectedRevision: [2] })),
    ])
      await expect(attempt).rejects.toMatchObject({ code: "revision-mismatch" });
    await removeDelegate(work({ expectedRevision: [1] }));
  });

  it("is not read once it is over, and may be named again then", async () => {
    const { work, at } = world();
    await nameDelegate(work(), input());
    at.now = NOW + DAY;
    await expect(readDelegate(work())).rejects.toMatchObject({ code: "not-found" });
    expect(await nameDelegate(work(), input({ until: timeAt(NOW + 2 * DAY) }))).toMatchObject({
      revision: 2,
    });
  });
});
