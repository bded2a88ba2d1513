import * as z from "#schema";
import { overlaps, parseIpAddress, parseIpNetwork } from "../address/ip-network.ts";
import { Cidr, isInRanges } from "../address/ip-range.ts";
import { verdictPlugin } from "./plugin.ts";

const Networks = z.array(Cidr).check(
  z.minLength(1, "at least one range"),
  z.maxLength(100, "at most 100 ranges"),
  z.refine((ranges) => new Set(ranges).size === ranges.length, "each range once"),
);

export const IpRestriction = z
  .strictObject({ allow: z.optional(Networks), deny: z.optional(Networks) })
  .check(
    z.refine(({ allow, deny }) => allow !== undefined || deny !== undefined, "allow, deny, or both"),
    ({ value: { allow = [], deny = [] }, issues }) => {
      const allowed = allow.flatMap((text) => parseIpNetwork(text) ?? []);
      deny.forEach((text, index) => {
        const denied = parseIpNetwork(text);
        if (denied && allowed.some((network) => overlaps(network, denied)))
          issues.push({
            code: "custom",
            path: ["deny", index],
            message: "overlaps with a range of allow",
            input: text,
          });
      });
    },
  );
export type IpRestriction = z.infer<typeof IpRestriction>;

/** Asked with the address that API Gateway saw; what a client says of itself is never looked at. */
export const ipRestriction = verdictPlugin({
  name: "ip-restriction",
  summary: "Calls only from some addresses, or from all but some.",
  order: 10,
  schema: IpRestriction,
  check: ({ allow, deny = [] }, { sourceIp }) => {
    if (!parseIpAddress(sourceIp)) return "ip-not-allowed";
    const isAllowed = allow === undefined || isInRanges(sourceIp, allow);
    return isAllowed && !isInRanges(sourceIp, deny) ? undefined : "ip-not-allowed";
  },
});
