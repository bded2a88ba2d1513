import { describe, expect, it } from "vitest";
import { decides, oldestFirst } from "./decision-queries.ts";

const memberOf = (role: "owner" | "member" | "viewer") => [{ team: "a", role }];

describe("who is asked for decisions", () => {
  it.each([
    ["an owner", { admin: false, teams: memberOf("owner") }, true],
    ["an admin", { admin: true, teams: [] }, true],
    ["a member", { admin: false, teams: memberOf("member") }, false],
    ["a viewer", { admin: false, teams: memberOf("viewer") }, false],
    ["who is in no team", { admin: false, teams: [] }, false],
    ["nobody yet", undefined, false],
  ])("%s", (_, person, asked) => expect(decides(person)).toBe(asked));
});

describe("what waits", () => {
  it("is in the order of asking, whatever is asked for", () => {
    const appliedAt = "2026-01-01T00:00:00.000Z";
    const askedAt = (day: number) => ({ application: 2, askedAt: `2026-01-0${day}T00:00:00.000Z` });
    const waiting = [
      { id: "pending", status: "pending" as const, appliedAt: askedAt(3).askedAt },
      { id: "plan", status: "active" as const, appliedAt, planChange: { ...askedAt(4), plan: "large" } },
      { id: "renewal", status: "active" as const, appliedAt, renewal: askedAt(2) },
    ];
    expect(oldestFirst(waiting).map(({ id }) => id)).toEqual(["renewal", "pending", "plan"]);
  });
});
