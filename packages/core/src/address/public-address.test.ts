import { describe, expect, it } from "vitest";
import { isPublicAddress } from "./public-address.ts";

const NOT_PUBLIC = [
  ["loopback", "127.0.0.1"],
  ["all of loopback", "127.255.255.254"],
  ["this host", "0.0.0.0"],
  ["this network", "0.1.2.3"],
  ["private", "10.0.0.1"],
  ["private", "172.31.255.255"],
  ["private", "192.168.1.1"],
  ["shared by a carrier", "100.64.0.1"],
  ["link-local: where clouds keep credentials", "169.254.169.254"],
  ["link-local: where containers keep them", "169.254.170.2"],
  ["protocol assignments", "192.0.0.1"],
  ["documentation", "192.0.2.1"],
  ["benchmarking", "198.18.0.1"],
  ["multicast", "224.0.0.1"],
  ["reserved", "240.0.0.1"],
  ["broadcast", "255.255.255.255"],
  ["IPv6 loopback", "::1"],
  ["IPv6 unspecified", "::"],
  ["IPv6 link-local", "fe80::1"],
  ["IPv6 link-local with a zone", "fe80::1%eth0"],
  ["IPv6 unique-local: where EC2 keeps credentials", "fd00:ec2::254"],
  ["IPv6 site-local", "fec0::1"],
  ["IPv6 multicast", "ff02::1"],
  ["IPv6 documentation", "2001:db8::1"],
  ["mapped loopback", "::ffff:127.0.0.1"],
  ["mapped loopback in hexadecimal", "::ffff:7f00:1"],
  ["mapped link-local", "::ffff:169.254.169.254"],
  ["compatible loopback", "::127.0.0.1"],
  ["translated (RFC 6145) loopback", "::ffff:0:127.0.0.1"],
  ["NAT64 of a private one", "64:ff9b::10.0.0.1"],
  ["NAT64 of the metadata service", "64:ff9b::a9fe:a9fe"],
  ["NAT64 by a local prefix", "64:ff9b:1::8.8.8.8"],
  ["6to4 of loopback", "2002:7f00:1::"],
  ["Teredo", "2001:0:7f00:1::"],
  ["not given out", "4000::1"],
  ["a host name", "example.com"],
  ["a short form of loopback", "127.1"],
  ["nothing", ""],
];

describe("an address that is not of the public Internet", () => {
  it.each(NOT_PUBLIC)("is refused: %s %s", (_what, address) => expect(isPublicAddress(address)).toBe(false));
});

describe("an address of the public Internet", () => {
  it.each([
    "8.8.8.8",
    "100.63.255.255",
    "172.32.0.1",
    "2606:4700:4700::1111",
    "::ffff:8.8.8.8",
    "64:ff9b::8.8.8.8",
  ])("is let through: %s", (address) => expect(isPublicAddress(address)).toBe(true));
});
