import { describe, expect, it } from "vitest";
import { containsAddress, overlaps, parseIpAddress, parseIpNetwork } from "./ip-network.ts";

const network = (text: string) => {
  const parsed = parseIpNetwork(text);
  if (!parsed) throw new Error(`${text} is no range.`);
  return parsed;
};

const ALL_ONES = 2n ** 128n - 1n;

describe("an address or a range, read", () => {
  it.each<[text: string, version: 4 | 6, bits: bigint, prefix: number]>([
    ["0.0.0.0", 4, 0n, 32],
    ["255.255.255.255", 4, 0xffff_ffffn, 32],
    ["192.0.2.7/0", 4, 0xc000_0207n, 0],
    ["192.0.2.7/32", 4, 0xc000_0207n, 32],
    ["::", 6, 0n, 128],
    ["::1", 6, 1n, 128],
    ["1::", 6, 1n << 112n, 128],
    ["1::8", 6, (1n << 112n) | 8n, 128],
    ["1:2:3:4:5:6:7:8", 6, 0x0001_0002_0003_0004_0005_0006_0007_0008n, 128],
    ["1:2:3:4:5:6:7::", 6, 0x0001_0002_0003_0004_0005_0006_0007_0000n, 128],
    ["ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255", 6, ALL_ONES, 128],
    ["::192.0.2.7", 6, 0xc000_0207n, 128],
    ["64:ff9b::192.0.2.7/96", 6, (0x0064_ff9bn << 96n) | 0xc000_0207n, 96],
    // What is mapped is IPv4, from the prefix on that covers mapped addresses alone.
    ["::ffff:192.0.2.7", 4, 0xc000_0207n, 32],
    ["::FFFF:C000:0207/104", 4, 0xc000_0207n, 8],
    ["::ffff:0:0/96", 4, 0n, 0],
    ["::ffff:0:0/95", 6, 0xffffn << 32n, 95],
    ["::fffe:192.0.2.7", 6, (0xfffen << 32n) | 0xc000_0207n, 128],
    ["1::ffff:192.0.2.7", 6, (1n << 112n) | (0xffffn << 32n) | 0xc000_0207n, 128],
  ])("%s is of version %d", (text, version, bits, prefix) => {
    expect(parseIpNetwork(text)).toEqual({ version, bits, prefix });
  });

  it.each([
    "",
    "/",
    "/24",
    "1",
    "192.0.2",
    "192.0.2.7/33",
    "192.0.2.7/1e1",
    "192.0.2.7/+8",
    "192.0.2.7/00",
    "192.0.2.7/\u0668",
    "192.0.2.7/8\n",
    "192.0.2.7/8/8",
    "192.0.02.7",
    "0x7f.0.0.1",
    "2130706433",
    "\uFF11.0.0.1",
    "::/129",
    "::/999",
    ":::",
    "1::2::3",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7:8::/64x",
    "12345::",
    "::ffff:192.0.2",
    "[::1]",
    "::1%lo",
    "::1%/64",
    `${"1:".repeat(100_000)}:`,
  ])("%j is neither", (text) => {
    expect(parseIpNetwork(text)).toBeUndefined();
  });

  it("one address is no range, even where the range holds nothing else", () => {
    expect(parseIpAddress("192.0.2.7")).toEqual(parseIpNetwork("192.0.2.7/32"));
    expect(parseIpAddress("192.0.2.7/32")).toBeUndefined();
    expect(parseIpAddress("::1/128")).toBeUndefined();
  });
});

describe("two ranges", () => {
  it.each<[one: string, other: string, holds: boolean, isHeld: boolean]>([
    ["192.0.2.0/24", "192.0.2.0/24", true, true],
    ["192.0.2.0/24", "192.0.2.128/25", true, false],
    ["192.0.2.0/24", "192.0.3.0/25", false, false],
    ["192.0.2.0/23", "192.0.3.255", true, false],
    ["0.0.0.0/0", "255.255.255.255", true, false],
    // Bits behind the prefix do not count.
    ["192.0.2.99/24", "192.0.2.1/24", true, true],
    ["::/0", "ffff::/16", true, false],
    ["2001:db8::/127", "2001:db8::1", true, false],
    ["2001:db8::/127", "2001:db8::2", false, false],
    // No version holds the other: the same bits are no reason.
    ["::/0", "0.0.0.0/0", false, false],
    ["::192.0.2.7", "192.0.2.7", false, false],
    ["::ffff:0:0/96", "0.0.0.0/0", true, true],
    ["::ffff:0:0/95", "192.0.2.7", false, false],
  ])("%s and %s: the first holds the second %s, and the other way round %s", (one, other, holds, isHeld) => {
    expect(containsAddress(network(one), network(other))).toBe(holds);
    expect(containsAddress(network(other), network(one))).toBe(isHeld);
    expect(overlaps(network(one), network(other))).toBe(holds || isHeld);
    expect(overlaps(network(other), network(one))).toBe(holds || isHeld);
  });
});
