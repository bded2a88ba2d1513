import { BlockList, isIP } from "node:net";
import { hostname, networkInterfaces } from "node:os";

/** Whether an address is one of this machine: loopback in every form, unspecified, or of one of its interfaces. */
export const isOfThisMachine = (address: string): boolean => {
  const [bare = ""] = address.split("%");
  const version = isIP(bare);
  // An IPv4 address inside of an IPv6 one (RFC 4291, section 2.5.5.2) is matched by the rules for IPv4.
  return version !== 0 && ownAddresses().check(bare, version === 6 ? "ipv6" : "ipv4");
};

/** The same for a host as a URL has it. What other names lead to is seen when they are connected to. */
export const isNameOfThisMachine = (host: string): boolean =>
  host === "localhost" ||
  host.endsWith(".localhost") ||
  host === hostname().toLowerCase() ||
  isOfThisMachine(host);

const ownAddresses = (): BlockList => {
  const own = new BlockList();
  own.addSubnet("0.0.0.0", 8);
  own.addSubnet("127.0.0.0", 8);
  own.addAddress("::", "ipv6");
  own.addAddress("::1", "ipv6");
  // IPv4-compatible (RFC 4291, 2.5.5.1), translated (RFC 2765) and NAT64 forms of loopback.
  for (const prefix of ["::7f00:0", "::ffff:0:7f00:0", "64:ff9b::7f00:0"]) own.addSubnet(prefix, 104, "ipv6");
  for (const { address, family } of Object.values(networkInterfaces()).flatMap((each) => each ?? []))
    own.addAddress(address.split("%")[0] ?? "", family === "IPv6" ? "ipv6" : "ipv4");
  return own;
};
