import { isIP } from "../address/is-ip.ts";
import { invalidInput } from "../refusal.ts";
import { mayReach } from "./may-reach.ts";
import type { StageSettings } from "./stage-settings.ts";

/**
 * For every address that a team names for the stage to ask. Where a name leads is only seen when it is connected to.
 * @throws Refusal `invalid-input` for one that a deployed stage never connects to for this team, as the address itself tells.
 */
export const refuseUnreachable = (
  {
    allowPrivateAddresses,
    allowedUpstreams = [],
  }: Pick<StageSettings, "allowPrivateAddresses" | "allowedUpstreams">,
  pointer: string,
  team: string,
  url: string,
): void => {
  if (allowPrivateAddresses) return;
  const host = new URL(url).hostname.replace(/^\[|\]$|\.+$/g, "");
  const isRefused =
    isIP(host) === 0 ? LOOPBACK_NAME.test(host) : !mayReach(allowedUpstreams, team, host, host);
  if (isRefused) throw invalidInput(pointer, "not an address that this stage connects to for the team");
};

/** RFC 6761, section 6.3, and what systems have as its name. */
const LOOPBACK_NAME =
  /(?:^|\.)(?:localhost|localhost\.localdomain|localhost[46]|ip6-localhost|ip6-loopback)$/;
