import { describe, expect, it } from "vitest";
import { within } from "../access/authority.ts";
import { refusedByPlugins } from "../plugin/ask-plugins.ts";
import { Cidr, isInRanges } from "./ip-range.ts";

describe("an address or range", () => {
  it.each([
    "192.0.2.1",
    "192.0.2.0/24",
    "0.0.0.0/0",
    "192.0.2.1/32",
    "2001:db8::1",
    "2001:db8::/32",
    "::/0",
    "::ffff:192.0.2.1",
  ])("may be %s", (range) => expect(Cidr.safeParse(range).success).toBe(true));

  it.each([
    "",
    "192.0.2",
    "192.0.2.256",
    "192.0.2.0/33",
    "192.0.2.0/-1",
    "192.0.2.0/024",
    "192.0.2.0/ 24",
    "192.0.2.0/24/8",
    "192.0.2.0/",
    "0300.0.2.1",
    "2001:db8::/129",
    "fe80::1%eth0",
    "example.com",
    " 192.0.2.1",
    "192.0.2.1\n",
    "1".repeat(60),
  ])("is never %j", (range) => expect(Cidr.safeParse(range).success).toBe(false));
});

const RANGES: readonly [address: string, ranges: string[], isIn: boolean][] = [
  ["192.0.2.0", ["192.0.2.0/24"], true],
  ["192.0.2.255", ["192.0.2.0/24"], true],
  ["192.0.3.0", ["192.0.2.0/24"], false],
  ["192.0.2.77", ["192.0.2.64/26"], true],
  ["192.0.2.128", ["192.0.2.64/26"], false],
  ["198.51.100.7", ["192.0.2.0/24", "198.51.100.7"], true],
  ["8.8.8.8", ["0.0.0.0/0"], true],
  ["2001:db8::7", ["2001:db8::/32"], true],
  ["2001:0DB8:0:1::9", ["2001:db8::/32"], true],
  ["2001:db9::7", ["2001:db8::/32"], false],
  ["2001:db8::7", ["0.0.0.0/0"], false],
  // IPv4 ranges match IPv4 and mapped addresses, however they are spelled.
  ["::ffff:192.0.2.7", ["192.0.2.0/24"], true],
  ["::FFFF:C000:207", ["192.0.2.0/24"], true],
  ["0:0:0:0:0:ffff:192.0.2.7", ["192.0.2.7"], true],
  ["::ffff:8.8.8.8", ["0.0.0.0/0"], true],
  ["::ffff:198.51.100.7", ["192.0.2.0/24"], false],
  // Of IPv6 ranges those of mapped addresses match IPv4.
  ["192.0.2.7", ["::ffff:0:0/96"], true],
  ["::ffff:192.0.2.7", ["::ffff:0:0/96"], true],
  ["192.0.2.7", ["::ffff:192.0.2.0/120"], true],
  ["192.0.3.7", ["::ffff:192.0.2.0/120"], false],
  ["192.0.2.7", ["::ffff:c000:207/128"], true],
  ["2001:db8::7", ["::ffff:0:0/96"], false],
  // No other IPv6 range ever does.
  ["192.0.2.7", ["::/0"], false],
  ["::ffff:192.0.2.7", ["::/0"], false],
  ["::ffff:c000:207", ["::/0"], false],
  ["::1", ["::/0"], true],
  ["192.0.2.7", ["::ffff:0:0/95"], false],
  ["::ffff:192.0.2.7", ["::ffff:0:0/95"], false],
  ["::fffe:192.0.2.7", ["::ffff:0:0/95"], true],
  ["192.0.2.7", ["::192.0.2.0/120"], false],
  ["::192.0.2.7", ["192.0.2.0/24"], false],
  ["192.0.2.7", ["64:ff9b::/96"], false],
  ["64:ff9b::192.0.2.7", ["192.0.2.0/24"], false],
  ["192.0.2.7", ["2001:db8::/32"], false],
  ["192.0.2.7", ["::/1", "8000::/1"], false],
];

describe("an address in ranges", () => {
  it.each(RANGES)("%s in %j: %s", (address, ranges, expected) =>
    expect(isInRanges(address, ranges)).toBe(expected),
  );

  it("is in none where there are none", () => expect(isInRanges("192.0.2.7", [])).toBe(false));

  it.each([
    "",
    "unknown",
    "192.0.2.7, 10.0.0.1",
    "192.0.2.7:80",
    "192.0.2.7/32",
    "300.1.1.1",
    "fe80::1%eth0",
  ])("is in none when it is no address: %j", (address) =>
    expect(isInRanges(address, ["0.0.0.0/0", "::/0"])).toBe(false),
  );

  it.each(RANGES)("means the same to the plugin: %s in %j: %s", (sourceIp, ranges, expected) => {
    const refused = refusedByPlugins({ "ip-restriction": { allow: ranges } }, { sourceIp });
    const denied = refusedByPlugins({ "ip-restriction": { deny: ranges } }, { sourceIp });
    expect([refused === undefined, denied === "ip-not-allowed"]).toEqual([expected, expected]);
  });

  it.each(RANGES)("means the same to what a program hands on: %s in %j: %s", (address, ranges, expected) => {
    const authority = { owns: false, allowedIps: ranges };
    expect(within(authority, { allowedIps: [address] })).toBe(expected);
  });
});
