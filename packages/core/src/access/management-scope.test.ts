import { describe, expect, it } from "vitest";
import { containedIn, managementRole, managementScopes, scopesOfRole } from "./management-scope.ts";

type Named = string[] | undefined;

describe("what a credential may do at the management API", () => {
  it.each<[credential: Named, subscription: Named, held: string[]]>([
    [undefined, undefined, ["read", "write"]],
    [undefined, ["read"], ["read"]],
    [undefined, ["write"], ["read", "write"]],
    [undefined, ["owner"], ["read", "write"]],
    [undefined, ["read", "owner"], ["read", "write"]],
    [undefined, [], []],
    [["owner"], undefined, ["read", "write"]],
    [["owner"], ["read"], ["read"]],
    [["owner"], ["owner"], ["read", "write", "owner"]],
    [["read"], ["owner"], ["read"]],
    [["write"], ["owner"], ["read", "write"]],
    [["write"], ["read"], ["read"]],
    [["maps"], ["owner"], []],
    [["Owner"], ["owner"], []],
    [["admin"], ["owner"], []],
    [["admin"], undefined, []],
    [["admin", "read"], ["owner"], ["read"]],
    [[], ["owner"], []],
    [["read"], [], []],
    [undefined, ["admin"], ["read", "write", "owner", "admin"]],
    [["read"], ["admin"], ["read"]],
    [["owner"], ["admin"], ["read", "write", "owner"]],
    [["admin"], ["admin"], ["read", "write", "owner", "admin"]],
  ])("a credential with %j of a subscription with %j holds %j", (credential, subscription, held) => {
    expect(managementScopes(credential, subscription)).toEqual(held);
  });

  it.each([
    [["read"], "viewer", false],
    [["read", "write"], "member", false],
    [["read", "write", "owner"], "owner", false],
    [["read", "write", "owner", "admin"], "owner", true],
    [[], "viewer", false],
  ])("with %j it is a %s", (scopes, role, admin) => {
    expect(managementRole(scopes)).toEqual({ role, admin });
    if (scopes.length > 0)
      expect(scopesOfRole(managementRole(scopes).role, managementRole(scopes).admin)).toEqual(scopes);
  });

  it("owner contains write, and write contains read", () => {
    expect(containedIn("owner")).toEqual(["read", "write", "owner"]);
    expect(containedIn("write")).toEqual(["read", "write"]);
    expect(containedIn("read")).toEqual(["read"]);
    expect(containedIn("maps")).toEqual(["maps"]);
  });
});
