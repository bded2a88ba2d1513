import * as z from "#schema";
import { Cidr } from "../address/ip-range.ts";
import { isPrivateRange } from "../address/private-address.ts";
import { Slug } from "../text.ts";

/** A host by its name, or `*.` and the zone that it is in. */
const HostPattern = z
  .string()
  .check(
    z.maxLength(253),
    z.regex(
      /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/,
      "a host in small letters, or *. and a zone",
    ),
  );

const PrivateRange = Cidr.check(
  z.refine(
    (range) => isPrivateRange(range),
    "a private range, without the addresses where AWS itself answers",
  ),
);

/**
 * Where in private networks the addresses of some teams may lead: to what these hosts are said to be, and to all that is in
 * these ranges.
 */
export const AllowedUpstream = z.strictObject({
  teams: z.array(Slug).check(z.minLength(1, "one team at least"), z.maxLength(50, "50 teams at most")),
  hosts: z.optional(z.array(HostPattern).check(z.maxLength(50, "50 hosts at most"))),
  ranges: z.optional(z.array(PrivateRange).check(z.maxLength(50, "50 ranges at most"))),
});
export type AllowedUpstream = z.infer<typeof AllowedUpstream>;
