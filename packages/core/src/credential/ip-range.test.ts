import { describe, expect, it } from "vitest";
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

describe("an address in ranges", () => {
  it.each([
    ["192.0.2.0", ["192.0.2.0/24"], true],
    ["192.0.2.255", ["192.0.2.0/24"], true],
    ["192.0.3.0", ["192.0.2.0/24"], false],
    ["192.0.2.77", ["192.0.2.64/26"], true],
    ["192.0.2.128", ["192.0.2.64/26"], false],
    ["198.51.100.7", ["192.0.2.0/24", "198.51.100.7"], true],
    ["8.8.8.8", ["0.0.0.0/0"], true],
    ["2001:db8::7", ["2001:db8::/32"], true],
    ["2001:db9::7", ["2001:db8::/32"], false],
    ["::ffff:192.0.2.7", ["192.0.2.0/24"], true],
    ["::ffff:c000:207", ["192.0.2.0/24"], true],
    ["::ffff:198.51.100.7", ["192.0.2.0/24"], false],
    ["192.0.2.7", ["2001:db8::/32"], false],
    ["2001:db8::7", ["0.0.0.0/0"], false],
    ["192.0.2.7", [], false],
  ])("%s in %j: %s", (address, ranges, expected) => expect(isInRanges(address, ranges)).toBe(expected));

  it("is in none when it is no address", () => {
    for (const address of ["", "unknown", "192.0.2.7, 10.0.0.1", "192.0.2.7:80"])
      expect(isInRanges(address, ["0.0.0.0/0", "::/0"])).toBe(false);
  });
});
