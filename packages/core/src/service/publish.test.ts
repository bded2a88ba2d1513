import { describe, expect, it } from "vitest";
import type { Member } from "../team/team.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aMember, aService } from "../testing/records.ts";
import { requireConcurrency, requireDecider, requirePeople, requireSize } from "./publish.ts";
import type { Service } from "./service.ts";

const owner = (email = "olga@x.test") => aMember({ team: "providers", email });
const member = aMember({ team: "providers", email: "max@x.test", role: "member" });
const storesWith = (member: Member[]) => aWorld({ member }).stores;

describe("a service that is published", () => {
  it.each<[what: string, fields: Partial<Service>, members: Member[], outcome: string]>([
    ["has an owner who decides", {}, [owner()], "done"],
    ["has an approver", { approvers: ["ann@x.test"] }, [member], "done"],
    ["decides by itself", { approval: "auto" }, [], "done"],
    ["is a draft still", { status: "draft" }, [], "done"],
    ["is retired", { status: "retired" }, [], "done"],
    ["has members alone", {}, [member], "invalid-input /approvers"],
    ["has an owner of another team", {}, [{ ...owner(), team: "others" }], "invalid-input /approvers"],
  ])("needs an approver: %s", async (_what, fields, members, outcome) => {
    const work = { stores: storesWith(members) };
    expect(await outcomeOf(() => requireDecider(work, aService(fields)))).toBe(outcome);
  });
});

describe("the approvals that a service needs", () => {
  const work = (admins?: string[]) => ({
    stores: storesWith([owner(), owner("otto@x.test"), member]),
    stage: { allowPrivateAddresses: false, ...(admins ? { admins } : {}) },
  });
  it.each<
    [
      what: string,
      needed: number | undefined,
      approvers: string[],
      admins: string[] | undefined,
      outcome: string,
    ]
  >([
    ["one, of a team with anybody", undefined, [], undefined, "done"],
    ["as many as owners", 2, [], undefined, "done"],
    ["more than owners", 3, [], undefined, "invalid-input /approvalsNeeded"],
    ["as many as owners and approvers", 3, ["ann@x.test"], undefined, "done"],
    ["as many as owners, approvers and admins", 4, ["ann@x.test"], ["ada@x.test"], "done"],
    [
      "more than people, who count once",
      3,
      ["olga@x.test"],
      ["otto@x.test"],
      "invalid-input /approvalsNeeded",
    ],
  ])("are at most as many as there are people: %s", async (_what, needed, approvers, admins, outcome) => {
    const service = aService({ approvers, ...(needed === undefined ? {} : { approvalsNeeded: needed }) });
    expect(await outcomeOf(() => requirePeople(work(admins), service))).toBe(outcome);
  });
});

it.each([
  [undefined, "done"],
  [null, "done"],
  [200, "done"],
  [201, "invalid-input /maxConcurrentCalls"],
])("the calls at once of a service, %s, are at most those that the stage allows", async (most, outcome) => {
  const service = { maxConcurrentCalls: most };
  expect(await outcomeOf(() => requireConcurrency({ maxConcurrentCalls: 200 }, service))).toBe(outcome);
});

it.each([
  ["a", 300_000, "done"],
  ["a", 300_001, "payload-too-large"],
  ["é", 300_000, "done"],
  ["é", 300_001, "payload-too-large"],
])("a service of %s has at most 300,000 bytes: with %i it is %s", async (letter, bytes, outcome) => {
  const least = Buffer.byteLength(JSON.stringify(aService({ openapi: "" })));
  const left = bytes - least;
  const width = Buffer.byteLength(letter);
  const openapi = letter.repeat(Math.floor(left / width)) + "a".repeat(left % width);
  expect(await outcomeOf(() => requireSize(aService({ openapi })))).toBe(outcome);
});
