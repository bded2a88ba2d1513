import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyAuthority, anyBounds, powerOf } from "./authority.fixture.ts";
import { type Authority, boundsOf, excessOf, intersect, within } from "./authority.ts";
import type { Bound, Bounds } from "./bounds.ts";

const HALF = "2026-03-01T12:30:00.000Z";
const END = "2026-03-01T13:00:00.000Z";
const LATER = "2026-03-01T13:00:00.001Z";
const member: Authority = { owns: false };
const owner: Authority = { owns: true };
const scoped: Authority = { owns: false, scopes: ["write", "maps"] };
const modelled: Authority = { owns: true, models: ["gpt-4*", "claude"] };
const placed: Authority = { owns: false, allowedIps: ["10.0.0.0/8", "2001:db8::/32"] };
const ending: Authority = { owns: false, expiresAt: END };

describe("what is handed on", () => {
  it.each<[string, Authority, Bounds, Bound | undefined]>([
    ["owner by a member", member, { scopes: ["owner"] }, "scopes"],
    ["owner among others by a member", member, { scopes: ["read", "owner"] }, "scopes"],
    ["no scopes by a member: owner is not among them", member, {}, undefined],
    ["other scopes by a member", member, { scopes: ["maps", "read"] }, undefined],
    ["owner by an owner", owner, { scopes: ["owner"] }, undefined],
    ["no scopes by one with a list: more than any list", scoped, {}, "scopes"],
    ["a scope beyond the list", scoped, { scopes: ["maps", "rain"] }, "scopes"],
    ["owner beyond the list", scoped, { scopes: ["owner"] }, "scopes"],
    ["a scope that one of the list contains", scoped, { scopes: ["read"] }, undefined],
    ["no scopes named at all", scoped, { scopes: [] }, undefined],
    ["the list again", scoped, { scopes: ["maps", "write"] }, undefined],
    ["any model", modelled, {}, "models"],
    ["a wider beginning", modelled, { models: ["gpt-*"] }, "models"],
    ["a foreign model beside an own one", modelled, { models: ["claude", "other"] }, "models"],
    ["every model", modelled, { models: ["*"] }, "models"],
    ["a narrower beginning and an own model", modelled, { models: ["gpt-4o*", "claude"] }, undefined],
    ["any address", placed, {}, "allowedIps"],
    ["a wider range", placed, { allowedIps: ["10.0.0.0/7"] }, "allowedIps"],
    ["a foreign address beside an own one", placed, { allowedIps: ["10.1.1.1", "192.0.2.1"] }, "allowedIps"],
    ["all of IPv6", placed, { allowedIps: ["::/0"] }, "allowedIps"],
    ["mapped IPv4 beyond the range", placed, { allowedIps: ["::ffff:192.0.2.1"] }, "allowedIps"],
    ["a range that spells an own one with zeros", placed, { allowedIps: ["2001:0db8::/31"] }, "allowedIps"],
    ["an own address, mapped", placed, { allowedIps: ["::ffff:10.2.3.4"] }, undefined],
    ["a narrower range", placed, { allowedIps: ["10.1.0.0/16", "2001:db8:1::/48"] }, undefined],
    ["no end", ending, {}, "expiresAt"],
    ["a later end", ending, { expiresAt: LATER }, "expiresAt"],
    ["the same end, of less digits", ending, { expiresAt: "2026-03-01T13:00:00Z" }, undefined],
    ["an earlier end", ending, { expiresAt: HALF }, undefined],
    ["an owner's end is an end too", { ...ending, owns: true }, { scopes: ["owner"] }, "expiresAt"],
    ["an owner's addresses too", { ...placed, owns: true }, { allowedIps: ["0.0.0.0/0"] }, "allowedIps"],
  ])("%s", (_what, authority, asked, excess) => {
    expect(excessOf(authority, asked)).toBe(excess);
  });

  it("is bound as the authority is where it is left open, and ends with it", () => {
    const authority = { ...scoped, ...placed, ...ending };
    const { owns: _owns, ...bounds } = authority;
    expect(intersect(authority, {})).toEqual(bounds);
    expect(intersect(ending, { expiresAt: LATER })).toEqual({ expiresAt: END });
    expect(intersect(ending, { expiresAt: HALF })).toEqual({ expiresAt: HALF });
    expect(intersect(scoped, { scopes: ["owner", "rain"] })).toEqual({ scopes: ["read", "write"] });
    expect(intersect(placed, { allowedIps: ["0.0.0.0/0"] })).toEqual({ allowedIps: ["10.0.0.0/8"] });
  });

  it("is `write` at most where the credential in use names `owner` and its role is none", () => {
    expect(boundsOf({ scopes: ["owner", "maps"] }, false)).toEqual({ scopes: ["write", "maps"] });
    expect(boundsOf({ scopes: ["owner"], expiresAt: END }, true)).toEqual({
      scopes: ["owner"],
      expiresAt: END,
    });
    expect(boundsOf({}, false)).toEqual({});
  });
});

describe("whatever is drawn", () => {
  /** An owner hands on every scope: only the other bounds are theirs. */
  const powerOfAuthority = ({ owns, scopes, ...rest }: Authority) =>
    powerOf({ ...rest, ...(owns ? { scopes: ["owner", "maps", "admin"] } : scopes ? { scopes } : {}) });

  const beyond = (bounds: Bounds, power: ReadonlySet<string>) =>
    [...powerOf(bounds)].filter((deed) => !power.has(deed));

  it("what is within can do nothing that the authority cannot", () => {
    fc.assert(
      fc.property(anyAuthority, anyBounds, (authority, asked) => {
        fc.pre(within(authority, asked));
        expect(beyond(asked, powerOfAuthority(authority))).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it("the intersection is within both, and all of what was within already", () => {
    fc.assert(
      fc.property(anyAuthority, anyBounds, (authority, asked) => {
        const both = intersect(authority, asked);
        expect(within(authority, both)).toBe(true);
        expect(beyond(both, powerOf(asked))).toEqual([]);
        expect(intersect(authority, both)).toEqual(both);
        if (within(authority, asked)) expect(both).toEqual(asked);
      }),
      { numRuns: 2000 },
    );
  });

  it("what is handed on by what was handed on is within the first", () => {
    fc.assert(
      fc.property(anyAuthority, anyBounds, anyBounds, (first, second, third) => {
        const handed = intersect({ ...first, owns: false }, second);
        const again = intersect({ ...handed, owns: false }, third);
        expect(within({ ...first, owns: false }, again)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
