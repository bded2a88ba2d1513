import * as z from "zod/mini";
import { containsAddress, type IpNetwork, overlaps, parseIpNetwork } from "./ip-network.ts";
import { verdictPlugin } from "./plugin.ts";

const Network = z.string().check(
  z.maxLength(50),
  z.refine((text) => parseIpNetwork(text) !== undefined, "an IP address or range, like 192.0.2.0/24"),
);

const Networks = z.array(Network).check(
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
  check: (config, { sourceIp }) => {
    const address = parseIpNetwork(sourceIp);
    const { allow, deny } = networksOf(config);
    if (!address) return "ip-not-allowed";
    const isIn = (network: IpNetwork) => containsAddress(network, address);
    return (allow !== undefined && !allow.some(isIn)) || deny.some(isIn) ? "ip-not-allowed" : undefined;
  },
});

interface Networks {
  allow: IpNetwork[] | undefined;
  deny: IpNetwork[];
}

/** Read once for as long as the record that they stand in is remembered. */
const known = new WeakMap<IpRestriction, Networks>();

const networksOf = (config: IpRestriction): Networks => {
  const found = known.get(config);
  if (found) return found;
  const read = (ranges: string[]) => ranges.flatMap((text) => parseIpNetwork(text) ?? []);
  const networks = { allow: config.allow && read(config.allow), deny: read(config.deny ?? []) };
  known.set(config, networks);
  return networks;
};
