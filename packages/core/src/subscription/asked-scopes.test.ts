import { describe, expect, it } from "vitest";
import { aService } from "../testing/records.ts";
import { isForOwners, requireScopes } from "./asked-scopes.ts";

const orders = aService({ scopes: [{ name: "read" }, { name: "orders.write" }] });
const latchkey = aService({ slug: "latchkey", scopes: [{ name: "read" }] });

describe("scopes that are asked for", () => {
  it.each([
    ["none named", orders, undefined],
    ["an empty list", orders, []],
    ["the service's own", orders, ["orders.write", "read"]],
    ["the management API's", latchkey, ["read", "write", "owner"]],
  ])("are taken: %s", (_, service, scopes) => {
    expect(() => requireScopes(service, scopes)).not.toThrow();
  });

  it.each([
    ["one that the service has not", orders, ["read", "delete"], "/scopes/1"],
    ["another casing", orders, ["Read"], "/scopes/0"],
    ["any, where the service has none", aService(), ["read"], "/scopes/0"],
    ["admin of the management API", latchkey, ["admin"], "/scopes/0"],
  ])("are refused with a pointer: %s", (_, service, scopes, pointer) => {
    expect(() => requireScopes(service, scopes)).toThrow(
      expect.objectContaining({
        code: "invalid-input",
        extra: { errors: [expect.objectContaining({ pointer })] },
      }),
    );
  });

  it.each([
    [{ service: "latchkey", scopes: ["owner"] }, true],
    [{ service: "latchkey", scopes: ["write"] }, false],
    [{ service: "latchkey" }, false],
    [{ service: "orders", scopes: ["owner"] }, false],
  ])("%j is for owners to ask: %s", (asked, isIt) => {
    expect(isForOwners(asked)).toBe(isIt);
  });
});
