import * as z from "#schema";
import { containsAddress, type IpNetwork, parseIpAddress, parseIpNetwork } from "./ip-network.ts";

/** An IPv4 or IPv6 address or range (RFC 4632, RFC 4291), in every setting that takes one. */
export const Cidr = z.string().check(
  z.maxLength(50),
  z.refine((text) => parseIpNetwork(text) !== undefined, "an IP address or range, like 192.0.2.0/24"),
);

/** Whether an address lies in one of the ranges; what is no address lies in none. */
export const isInRanges = (address: string, ranges: readonly string[]): boolean => {
  const parsed = parseIpAddress(address);
  return parsed !== undefined && networksOf(ranges).some((network) => containsAddress(network, parsed));
};

const known = new WeakMap<readonly string[], IpNetwork[]>();

/** Parsed once for as long as the record that holds the ranges is cached. */
const networksOf = (ranges: readonly string[]): IpNetwork[] => {
  const found = known.get(ranges);
  if (found) return found;
  const networks = ranges.flatMap((text) => parseIpNetwork(text) ?? []);
  known.set(ranges, networks);
  return networks;
};
