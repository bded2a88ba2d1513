import { isInRanges } from "../address/ip-range.ts";
import { isPrivateAddress } from "../address/private-address.ts";
import { isPublicAddress } from "../address/public-address.ts";
import type { AllowedUpstream } from "./reach.ts";

/**
 * Whether a deployed stage connects to an address for a team that has named the host: to public addresses for every team, to
 * private ones for teams that an operator allows it, and to no other for anybody.
 */
export const mayReach = (
  allowed: readonly AllowedUpstream[],
  team: string,
  host: string,
  address: string,
): boolean =>
  isPublicAddress(address) ||
  (isPrivateAddress(address) &&
    allowed.some(
      ({ teams, hosts = [], ranges = [] }) =>
        teams.includes(team) && (isInRanges(address, ranges) || hosts.some((each) => isHost(each, host))),
    ));

const isHost = (pattern: string, host: string): boolean => {
  const name = host.toLowerCase().replace(/\.+$/, "");
  return pattern.startsWith("*.") ? name.endsWith(pattern.slice(1)) : name === pattern;
};
