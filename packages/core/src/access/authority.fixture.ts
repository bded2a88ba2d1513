import fc from "fast-check";
import { isInRanges } from "../address/ip-range.ts";
import { NOW, timeAt } from "../testing/records.ts";
import type { Authority } from "./authority.ts";
import type { Bounds } from "./bounds.ts";

/* Small worlds, so that what is drawn often meets. */

const SCOPES = ["read", "write", "owner", "maps", "admin"];
const RANGES = [
  "0.0.0.0/0",
  "10.0.0.0/8",
  "10.1.0.0/16",
  "10.1.2.3",
  "::ffff:10.1.0.0/112",
  "192.0.2.0/24",
  "::/0",
  "2001:db8::/32",
  "2001:db8::1",
];
/** Addresses that lie in some of the ranges, and in none. */
const ADDRESSES = [
  "10.1.2.3",
  "10.1.9.9",
  "10.9.9.9",
  "192.0.2.7",
  "203.0.113.1",
  "2001:db8::1",
  "2001:db9::1",
];

const optional = <K extends string, T>(field: K, value: fc.Arbitrary<T>) =>
  fc.option(value, { nil: undefined }).map((each) => (each === undefined ? {} : { [field]: each }));

export const anyBounds: fc.Arbitrary<Bounds> = fc
  .tuple(
    optional("scopes", fc.uniqueArray(fc.constantFrom(...SCOPES), { maxLength: 3 })),
    optional("allowedIps", fc.uniqueArray(fc.constantFrom(...RANGES), { minLength: 1, maxLength: 3 })),
    optional(
      "expiresAt",
      fc.integer({ min: 1, max: 4 }).map((hours) => timeAt(NOW + hours * 3_600_000)),
    ),
  )
  .map(([scopes, allowedIps, expiresAt]) => ({ ...scopes, ...allowedIps, ...expiresAt }));

export const anyAuthority: fc.Arbitrary<Authority> = fc
  .tuple(fc.boolean(), anyBounds)
  .map(([owns, bounds]) => ({ ...bounds, owns }));

/** Every action that the authority allows, enumerated: the specification of `within`. */
export const powerOf = ({ scopes, allowedIps, expiresAt }: Bounds): ReadonlySet<string> => {
  const from = ADDRESSES.filter((address) => allowedIps === undefined || isInRanges(address, allowedIps));
  const at = [1, 2, 3, 4, 5].filter(
    (hours) => expiresAt === undefined || NOW + hours * 3_600_000 <= Date.parse(expiresAt),
  );
  const may = ["read", "write", "owner", "maps", "admin"].filter((scope) =>
    scopes === undefined ? scope !== "owner" : CONTAINING[scope]?.some((wider) => scopes.includes(wider)),
  );
  return new Set(
    from.flatMap((address) => at.flatMap((hours) => may.map((scope) => `${address} ${hours} ${scope}`))),
  );
};

const CONTAINING: Record<string, string[]> = {
  read: ["read", "write", "owner"],
  write: ["write", "owner"],
  owner: ["owner"],
  maps: ["maps"],
  admin: ["admin"],
};
