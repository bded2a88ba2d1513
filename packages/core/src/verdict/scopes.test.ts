import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coveredScopes } from "./scopes.ts";

const weather = (scopes?: { name: string; methods?: string[]; paths?: string[] }[]) => ({
  slug: "weather",
  ...(scopes ? { scopes } : {}),
});
const read = { name: "read", methods: ["GET", "HEAD"] };
const maps = { name: "maps", paths: ["/maps", "/maps/*"] };
const status = { name: "status", methods: ["GET"], paths: ["/status"] };
const get = (rest: string) => ({ method: "GET", rest });

describe("a call to a service with scopes", () => {
  const service = weather([read, maps, status]);

  it("is covered by no scope that does not exist", () => {
    expect(coveredScopes(service, [], undefined, get("/maps"))).toBeUndefined();
    expect(coveredScopes(service, undefined, [], get("/maps"))).toBeUndefined();
    expect(coveredScopes(service, ["unknown"], undefined, get("/maps"))).toBeUndefined();
  });

  it("needs one that credential and subscription both have", () => {
    expect(coveredScopes(service, ["read"], ["maps"], get("/maps"))).toBeUndefined();
    expect(coveredScopes(service, ["read", "maps"], ["maps"], get("/maps"))).toEqual(["maps"]);
  });

  it("has all of the subscription's where the credential names none, and all there are where neither does", () => {
    expect(coveredScopes(service, undefined, ["read"], get("/"))).toEqual(["read"]);
    expect(coveredScopes(service, undefined, undefined, get("/"))).toEqual(["read", "maps", "status"]);
  });

  it("tells all scopes that are held, not only the one that covers", () => {
    expect(coveredScopes(service, undefined, ["read", "maps"], get("/other"))).toEqual(["read", "maps"]);
  });

  it("is covered only where both method and path fit", () => {
    expect(coveredScopes(service, ["status"], undefined, get("/status"))).toEqual(["status"]);
    expect(
      coveredScopes(service, ["status"], undefined, { method: "POST", rest: "/status" }),
    ).toBeUndefined();
    expect(coveredScopes(service, ["status"], undefined, get("/status/deep"))).toBeUndefined();
    expect(coveredScopes(service, ["read"], undefined, { method: "get", rest: "/" })).toBeUndefined();
  });
});

describe("a path of a scope", () => {
  const fits = (pattern: string, rest: string) =>
    coveredScopes(weather([{ name: "s", paths: [pattern] }]), undefined, undefined, get(rest)) !== undefined;

  it.each([
    ["/maps", "/maps"],
    ["/maps/*", "/maps/"],
    ["/maps/*", "/maps/a/b"],
    ["/maps/*", "/maps"],
    ["/*", "/"],
    ["/*", ""],
    ["/*", "/anything"],
    ["/", ""],
    ["/maps", "/m%61ps"],
  ])("%s covers %j", (pattern, rest) => expect(fits(pattern, rest)).toBe(true));

  it.each([
    ["/maps", "/maps/"],
    ["/maps", "/mapsx"],
    ["/maps", "/MAPS"],
    ["/maps", "/maps%2f"],
    ["/maps/*", "/mapsx"],
    ["/maps/*", "/mapsx/a"],
    ["/maps/*", "//maps/a"],
    ["/maps", "/map%73s"],
    ["/maps", "/maps%"],
    ["/maps", "/maps%ff"],
  ])("%s does not cover %j", (pattern, rest) => expect(fits(pattern, rest)).toBe(false));
});

describe("a scope with methods", () => {
  const covers = (methods: string[], method: string) =>
    coveredScopes(weather([{ name: "s", methods }]), undefined, undefined, { method, rest: "/" }) !==
    undefined;

  it.each([
    [["GET"], "GET"],
    [["GET"], "HEAD"],
    [["POST", "GET"], "HEAD"],
    [["HEAD"], "HEAD"],
  ])("%j covers %s", (methods, method) => expect(covers(methods, method)).toBe(true));

  it.each([
    [["HEAD"], "GET"],
    [["POST"], "HEAD"],
    [["GET"], "OPTIONS"],
    [["GET"], "POST"],
    [["GET"], "get"],
  ])("%j does not cover %s", (methods, method) => expect(covers(methods, method)).toBe(false));
});

it("a service without scopes asks for none", () => {
  expect(coveredScopes(weather(), ["x"], ["y"], get("/"))).toBe("all");
});

it("the management API's scopes are roles: a holder of one is admitted, independent of its record", () => {
  const latchkey = { slug: "latchkey", scopes: [maps] };
  expect(coveredScopes(latchkey, undefined, undefined, get("/"))).toEqual(["read", "write"]);
  expect(coveredScopes(latchkey, ["read"], ["owner"], get("/"))).toEqual(["read"]);
  expect(coveredScopes(latchkey, ["maps"], undefined, get("/maps"))).toBeUndefined();
  expect(coveredScopes({ slug: "latchkey", scopes: [read] }, [], [], get("/v1/me"))).toBeUndefined();
});

it("no credential gains by naming fewer scopes, whatever they are", () => {
  const names = fc.subarray(["read", "maps", "status"]);
  const calls = fc.record({
    method: fc.constantFrom("GET", "POST"),
    rest: fc.constantFrom("/", "/maps", "/maps/a", "/status"),
  });
  fc.assert(
    fc.property(names, names, calls, (credential, subscription, call) => {
      const service = weather([read, maps, status]);
      const narrow = coveredScopes(service, credential, subscription, call);
      const wide = coveredScopes(service, undefined, subscription, call);
      if (narrow !== undefined) {
        expect(wide).toEqual(expect.arrayContaining([...narrow]));
        for (const scope of narrow) expect(subscription).toContain(scope);
      }
    }),
  );
});
