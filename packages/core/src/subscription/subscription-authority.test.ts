import { describe, expect, it } from "vitest";
import type { TeamAccess } from "../access/access.ts";
import type { Caller } from "../access/caller.ts";
import type { Role } from "../access/role.ts";
import { aMachine, aPerson } from "../testing/callers.ts";
import { aMember } from "../testing/records.ts";
import { asks, forbidden, sidesOf } from "./subscription-authority.ts";
import { SubscriptionAction } from "./subscription-input.ts";
import type { SubscriptionReads } from "./subscription-work.ts";

const ACCESSES: readonly TeamAccess[] = ["none", "viewer", "member", "owner", "admin"];
const CONSUMERS = ["withdraw", "cancel", "renew", "change-plan"];

const may = (
  sides: Partial<Record<"consumer" | "provider", TeamAccess>>,
  action: SubscriptionAction,
  of: object = {},
) =>
  forbidden({ consumer: "none", provider: "none", ...sides }, { service: "weather", ...of }, action) ===
  undefined;
/** Who on one side may do it, where nothing is had on the other. */
const those = (side: "consumer" | "provider", action: SubscriptionAction, of?: object) =>
  ACCESSES.filter((access) => may({ [side]: access }, action, of));

describe("what may be done to a subscription", () => {
  it.each(SubscriptionAction.options)("to %s it takes one side's role, and none of the other's", (action) => {
    const [side, other] = CONSUMERS.includes(action)
      ? (["consumer", "provider"] as const)
      : (["provider", "consumer"] as const);
    expect(those(side, action)).toEqual(
      side === "consumer" ? ["member", "owner", "admin"] : ["owner", "admin"],
    );
    expect(those(other, action)).toEqual([]);
  });

  it.each(SubscriptionAction.options)(
    "to %s one to the management API its provider has to be an admin",
    (action) => {
      const of = { service: "latchkey", scopes: ["read"] };
      const ofConsumer = CONSUMERS.includes(action);
      expect(those(ofConsumer ? "consumer" : "provider", action, of)).toEqual(
        ofConsumer ? ["member", "owner", "admin"] : ["admin"],
      );
    },
  );

  it("asks for more with the scope owner only for the owners of the consumer's team", () => {
    const of = { service: "latchkey", scopes: ["owner"] };
    for (const action of ["renew", "change-plan"] as const)
      expect(those("consumer", action, of), action).toEqual(["owner", "admin"]);
    expect(those("consumer", "cancel", of)).toEqual(["member", "owner", "admin"]);
    // Of another service it is a scope like all others.
    expect(those("consumer", "renew", { scopes: ["owner"] })).toEqual(["member", "owner", "admin"]);
  });

  it.each(SubscriptionAction.options)("is nothing of root's own: %s", (action) => {
    const admin = { consumer: "admin", provider: "admin" } as const;
    expect(may(admin, action, { service: "latchkey", scopes: ["admin"] })).toBe(false);
    expect(may(admin, action, { scopes: ["admin"] })).toBe(true);
  });

  it("is decided like an application where more is asked for", () => {
    expect(SubscriptionAction.options.filter(asks)).toEqual(["renew", "change-plan"]);
  });
});

describe("what a caller is to the two teams", () => {
  const sides = async (caller: Caller, roles: Record<string, Role>, serviceTeam = "providers") => {
    const read: string[] = [];
    const member = async (team: string, email: string) => {
      read.push(team);
      const role = roles[team];
      return role && aMember({ team, email, role });
    };
    const found = await sidesOf(
      { stores: { member } as SubscriptionReads["stores"], caller },
      { consumerTeam: "callers", serviceTeam },
    );
    return { ...found, read };
  };

  it.each<
    [what: string, caller: Caller, roles: Record<string, Role>, consumer: TeamAccess, provider: TeamAccess]
  >([
    ["a stranger", aPerson("a@x.test"), {}, "none", "none"],
    ["of both", aPerson("a@x.test"), { callers: "member", providers: "owner" }, "member", "owner"],
    ["an admin", aPerson("a@x.test", true), {}, "admin", "admin"],
    ["a machine of one", aMachine("providers", { role: "owner" }), { callers: "owner" }, "none", "owner"],
  ])("is told of %s", async (_what, caller, roles, consumer, provider) => {
    expect(await sides(caller, roles)).toMatchObject({ consumer, provider });
  });

  it("is read once where both are one team", async () => {
    expect(await sides(aPerson("a@x.test"), { callers: "owner" }, "callers")).toEqual({
      ...{ consumer: "owner", provider: "owner" },
      read: ["callers"],
    });
  });
});
