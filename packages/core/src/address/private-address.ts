import { once } from "../once.ts";
import { containsAddress, type IpNetwork, overlaps, parseIpAddress, parseIpNetwork } from "./ip-network.ts";

/** Read when an address is first judged. */
const networks = (texts: readonly string[]) =>
  once((): IpNetwork[] => texts.flatMap((text) => parseIpNetwork(text) ?? []));

/** Addresses of private networks (RFC 1918, RFC 4193), and those that AWS's networks share with carriers (RFC 6598). */
const PRIVATE = networks(["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"]);

/** Where AWS answers every program of a machine, credentials included: the unique-local addresses among them. */
const METADATA = networks(["fd00:ec2::/32"]);

/** Whether all of a range is private, and none of it where AWS itself answers. */
export const isPrivateRange = (text: string): boolean => {
  const range = parseIpNetwork(text);
  return (
    range !== undefined &&
    PRIVATE().some((network) => containsAddress(network, range)) &&
    !METADATA().some((network) => overlaps(network, range))
  );
};

/** The same of one address. IPv4 inside IPv6 is private in its mapped form only: others lead where a network decides. */
export const isPrivateAddress = (address: string): boolean =>
  parseIpAddress(address) !== undefined && isPrivateRange(address);

/** Where a link alone leads, and what answers there to every program: metadata, credentials, Lambda's runtime API. */
const LINK_LOCAL = networks(["169.254.0.0/16", "fe80::/10", "::ffff:0:a9fe:0/112", "64:ff9b::a9fe:0/112"]);

/** Whether an address is refused on one machine too. A zone (RFC 4007) names a link. */
export const isLinkLocal = (address: string): boolean => {
  const parsed = parseIpAddress(address);
  return (
    parsed === undefined ||
    [...LINK_LOCAL(), ...METADATA()].some((network) => containsAddress(network, parsed))
  );
};
