import { describe, expect, it } from "vitest";
import { aMachine, aPerson } from "../testing/callers.ts";
import { allow, allowAdmin, type TeamAccess, teamAccess } from "./access.ts";
import type { Caller } from "./caller.ts";
import type { Role } from "./role.ts";

const person = aPerson("ana@x.test");
const machine = aMachine("red");

/** A store that knows one membership, and counts how often it is asked. */
const storeOf = (role?: Role) => {
  const asked: string[] = [];
  const member = async (team: string, email: string) => {
    asked.push(team);
    return role && team === "red" && email === "ana@x.test"
      ? { id: "mem_1", revision: 1, createdAt: "", updatedAt: "", team, email, role }
      : undefined;
  };
  return { member, asked };
};

describe("what somebody is to a team", () => {
  it.each<[string, Caller, Role | undefined, string, TeamAccess]>([
    ["a stranger", person, undefined, "red", "none"],
    ["a member", person, "member", "red", "member"],
    ["an owner", person, "owner", "red", "owner"],
    ["an owner of another team", person, "owner", "blue", "none"],
    ["an admin", { ...person, admin: true }, undefined, "red", "admin"],
    ["a machine of the team", machine, undefined, "red", "member"],
    ["a machine with the scope owner", { ...machine, role: "owner" }, undefined, "red", "owner"],
    ["a machine of another team", { ...machine, role: "owner" }, undefined, "blue", "none"],
    ["root", { ...machine, team: "latchkey", admin: true }, undefined, "red", "admin"],
  ])("%s", async (_name, caller, role, team, expected) => {
    expect(await teamAccess(storeOf(role), caller, team)).toBe(expected);
  });

  it("costs a machine no read", async () => {
    const store = storeOf();
    await teamAccess(store, machine, "red");
    expect(store.asked).toEqual([]);
  });
});

describe("an action on something of a team", () => {
  const attempt = (caller: Caller, role: Role | undefined, action: Parameters<typeof allow>[3]) =>
    allow(storeOf(role), caller, "red", action, "thing");

  it("is not found by a caller outside the team", async () => {
    await expect(attempt(person, undefined, "read-team")).rejects.toMatchObject({ code: "not-found" });
    await expect(attempt(person, undefined, "delete-consumers")).rejects.toMatchObject({ code: "not-found" });
  });

  it("is forbidden to a caller that may only read it", async () => {
    for (const action of [
      "change-team",
      "change-members",
      "change-services",
      "delete-consumers",
      "decide",
    ] as const)
      await expect(attempt(person, "member", action)).rejects.toMatchObject({ code: "forbidden" });
    await expect(attempt(person, "owner", "suspend-team")).rejects.toMatchObject({ code: "forbidden" });
  });

  it("is allowed to a caller with the needed role", async () => {
    for (const action of ["read-team", "change-consumers", "change-credentials", "apply"] as const)
      await attempt(person, "member", action);
    for (const action of ["change-team", "delete-consumers", "decide", "read-audit"] as const)
      await attempt(person, "owner", action);
    await attempt({ ...person, admin: true }, undefined, "suspend-team");
  });
});

it("what is only for admins is forbidden to everybody else", () => {
  expect(() => allowAdmin(person)).toThrow(expect.objectContaining({ code: "forbidden" }));
  expect(() => allowAdmin({ ...machine, role: "owner" })).toThrow(
    expect.objectContaining({ code: "forbidden" }),
  );
  expect(() => allowAdmin({ ...person, admin: true })).not.toThrow();
});
