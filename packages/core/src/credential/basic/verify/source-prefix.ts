import { parseIpAddress } from "../../../address/ip-network.ts";

/**
 * Who shares an address with whom: the /24 of an IPv4 address, the /64 of an IPv6 one. An IPv4 address mapped into
 * IPv6 is the IPv4 address. What is no address has a prefix of its own.
 */
export const sourcePrefix = (address: string): string => {
  // A zone (RFC 4007) is not part of the address.
  const parsed = parseIpAddress(address.split("%", 1)[0] ?? "");
  if (!parsed) return "none";
  return parsed.version === 4 ? `4/${parsed.bits >> 8n}` : `6/${parsed.bits >> 64n}`;
};
