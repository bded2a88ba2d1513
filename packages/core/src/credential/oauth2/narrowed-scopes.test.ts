import { expect, it } from "vitest";
import { narrowedScopes } from "./narrowed-scopes.ts";

it.each([
  ["a service", ["a", "b"], ["a", "c"], ["a"]],
  ["a service, of a client without scopes", undefined, ["a", "owner"], ["a", "owner"]],
  ["a service, where a name contains none", ["write", "owner"], ["read"], []],
  ["latchkey", ["owner"], ["read"], ["read"]],
  ["latchkey", ["owner"], ["owner"], ["read", "write", "owner"]],
  ["latchkey", ["read"], ["write"], ["read"]],
  ["latchkey", ["read"], ["owner"], ["read"]],
  ["latchkey", undefined, ["write"], ["read", "write"]],
  ["latchkey", undefined, ["owner"], ["read", "write"]],
  ["latchkey", ["orders"], ["read"], []],
  ["latchkey", [], ["read"], []],
] as const)("at %s %j of %j is %j", (service, ofClient, ofToken, held) => {
  expect(narrowedScopes(ofClient, ofToken, service)).toEqual(held);
});
