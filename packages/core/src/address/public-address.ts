import ipaddr from "ipaddr.js";
import { once } from "../once.ts";
import { isIP } from "./is-ip.ts";

/**
 * Whether an address is one of the public Internet. Everything that IANA's special-purpose registries (RFC 6890)
 * set apart is not: loopback, link-local, private, shared, unique-local, multicast, documentation and the rest.
 * An IPv4 address inside an IPv6 one (RFC 4291, section 2.5.5.2; RFC 6052, section 2.1) is judged as what it is.
 */
export const isPublicAddress = (address: string): boolean => {
  const version = isIP(address);
  // A zone (RFC 4007) makes sense on one link only.
  if (version === 0 || address.includes("%")) return false;
  if (version === 4) return ipaddr.IPv4.parse(address).range() === "unicast";
  const parsed = ipaddr.IPv6.parse(address);
  if (parsed.isIPv4MappedAddress()) return parsed.toIPv4Address().range() === "unicast";
  if (parsed.match(NAT64())) return embedded(parsed).range() === "unicast";
  return parsed.match(GLOBAL_UNICAST()) && parsed.range() === "unicast";
};

/** The only part of IPv6 that is allocated (RFC 3587); outside it are `::127.0.0.1` and future allocations. */
const GLOBAL_UNICAST = once(() => ipaddr.IPv6.parseCIDR("2000::/3"));

/** The well-known prefix. RFC 8215's local prefix leads where its network decides: not public. */
const NAT64 = once(() => ipaddr.IPv6.parseCIDR("64:ff9b::/96"));

const embedded = (address: ipaddr.IPv6): ipaddr.IPv4 => new ipaddr.IPv4(address.toByteArray().slice(12));
