import { describe, expect, it } from "vitest";
import { isLinkLocal, isPrivateAddress, isPrivateRange } from "./private-address.ts";

const NO_PRIVATE_RANGES = [
  "0.0.0.0/0",
  "10.0.0.0/7",
  "8.8.8.8",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "169.254.169.254",
  "100.0.0.0/8",
  "::/0",
  "fc00::/7",
  "fd00::/8",
  "fd00:ec2::254",
  "fe80::/10",
  "64:ff9b::10.0.0.0/104",
  "private",
];

describe("a private range", () => {
  it.each([
    "10.0.0.0/8",
    "10.1.2.3",
    "172.31.0.0/16",
    "192.168.0.0/24",
    "100.64.0.0/10",
    "fd12:3456::/32",
    "::ffff:10.0.0.0/104",
  ])("may be %s", (range) => expect(isPrivateRange(range)).toBe(true));

  it.each(NO_PRIVATE_RANGES)("is never %s", (range) => expect(isPrivateRange(range)).toBe(false));
});

const NO_PRIVATE_ADDRESSES = [
  "8.8.8.8",
  "127.0.0.1",
  "::1",
  "0.0.0.0",
  "169.254.169.254",
  "169.254.170.2",
  "fd00:ec2::254",
  "fd00:ec2::23",
  "fe80::1",
  "fd12::1%eth0",
  "10.0.0.0/8",
  "::ffff:127.0.0.1",
  "::10.0.0.1",
  "64:ff9b::10.0.0.1",
  "2002:a00:1::",
  "198.18.0.1",
  "192.0.2.1",
  "224.0.0.1",
  "internal.test",
];

describe("a private address", () => {
  it.each(["10.255.255.255", "172.16.0.1", "192.168.1.1", "100.127.0.1", "fd12::1", "::ffff:10.0.0.1"])(
    "is %s",
    (address) => expect(isPrivateAddress(address)).toBe(true),
  );

  it.each(NO_PRIVATE_ADDRESSES)("is never %s", (address) => expect(isPrivateAddress(address)).toBe(false));
});

describe("an address of a link", () => {
  it.each([
    "169.254.169.254",
    "169.254.170.2",
    "fe80::1",
    "fe80::1%eth0",
    "fd00:ec2::254",
    "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe",
    "::ffff:0:a9fe:a9fe",
  ])("is %s", (address) => expect(isLinkLocal(address)).toBe(true));
  it.each(["127.0.0.1", "::1", "0.0.0.0", "10.0.0.1", "8.8.8.8", "2606:4700::1"])("is not %s", (address) =>
    expect(isLinkLocal(address)).toBe(false),
  );
});
