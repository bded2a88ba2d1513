import { AllowedUpstream } from "@latchkey/core/stage/reach";
import * as z from "zod/mini";
import { jsonIn, type Variable } from "./settings-environment.ts";

const idOf = (prefix: string, what: string) =>
  z.string().check(z.regex(new RegExp(`^${prefix}-[0-9a-f]{8,17}$`), what));

/** Where the functions run that connect to what teams have named, and what of private networks they may reach. */
export const networkFields = {
  /** Private subnets with a way out (NAT), in at least one zone, and what guards the functions there. Without: no network of yours. */
  vpc: z.optional(
    z.strictObject({
      subnets: z
        .array(idOf("subnet", "ids of subnets, like subnet-0123456789abcdef0"))
        .check(z.minLength(1, "one subnet at least"), z.maxLength(16, "16 subnets at most")),
      securityGroups: z
        .array(idOf("sg", "ids of security groups, like sg-0123456789abcdef0"))
        .check(z.minLength(1, "one security group at least"), z.maxLength(5, "5 security groups at most")),
    }),
  ),
  /** Hosts and ranges of private networks that addresses of these teams may lead to. */
  allowedUpstreams: z
    .array(
      AllowedUpstream.check(
        z.refine(
          ({ hosts = [], ranges = [] }) => hosts.length + ranges.length > 0,
          "hosts or ranges, or there is nothing to allow",
        ),
      ),
    )
    .check(z.maxLength(50, "50 at most")),
};
type Network = z.infer<z.ZodMiniObject<typeof networkFields>>;

export const NETWORK_DEFAULTS = { allowedUpstreams: [] } satisfies Network;

export const networkVariables = {
  vpc: jsonIn("LATCHKEY_VPC"),
  allowedUpstreams: jsonIn("LATCHKEY_ALLOWED_UPSTREAMS"),
} satisfies Record<keyof typeof networkFields, Variable>;

/** An environment of Lambda holds 4 KB in all. */
const MAX_BYTES = 1000;

export const networkContradictions = (network: Network): string[] => [
  ...(network.allowedUpstreams.length > 0 && network.vpc === undefined
    ? ["allowedUpstreams are in the network of a vpc: give it too."]
    : []),
  ...(Buffer.byteLength(networkEnvironment(network).LATCHKEY_ALLOWED_UPSTREAMS) > MAX_BYTES
    ? [`allowedUpstreams are more than ${MAX_BYTES} bytes: allow fewer hosts, or wider ranges.`]
    : []),
];

/** As the functions read them. */
export const networkEnvironment = ({ allowedUpstreams }: Network) => ({
  LATCHKEY_ALLOWED_UPSTREAMS: JSON.stringify(allowedUpstreams),
});

/** Settings that are no more, as the variables that gave them, and what each is told. */
export const REPLACED = {
  privateUpstreams: {
    variable: "LATCHKEY_PRIVATE_UPSTREAMS",
    told: "privateUpstreams is no setting any more: a deployed stage never connects to loopback and link-local addresses. Remove it, and for private networks give vpc and allowedUpstreams (docs/egress.md).",
  },
} as const;
