import { IamUpstream } from "@latchkey/core/stage/iam-upstream";
import { DEFAULT_LIMITS } from "@latchkey/core/stage/limits";
import { AllowedUpstream } from "@latchkey/core/stage/reach";
import * as z from "#schema";
import { ProviderServices } from "../routes/provider-services.ts";
import { flag, list, readEnvironment, text, word } from "./setting-forms.ts";

/** With commas between them, as they are written. */
const secrets = z.pipe(
  word,
  z.transform((value: string) => value.split(",").filter((secret) => secret !== "")),
);
const seconds = (fallback: number) => z._default(z.coerce.number().check(z.minimum(0)), fallback);

/** JSON: services or teams by API. A table that cannot be read must not be taken for an empty one. */
const services = z.pipe(
  z._default(z.string(), "{}"),
  z.pipe(
    z.transform((value: string): unknown => JSON.parse(value)),
    ProviderServices,
  ),
);
/** JSON, as what is granted to teams is written. */
const grants = <S extends z.ZodMiniType>(grant: S) =>
  z.pipe(
    z._default(z.string(), "[]"),
    z.pipe(
      z.transform((value: string): unknown => JSON.parse(value)),
      z.array(grant),
    ),
  );
/** JSON; `null` for none. */
const roleCredentials = z.optional(
  z.pipe(
    z.string(),
    z.pipe(
      z.transform((value: string): unknown => JSON.parse(value)),
      z.nullable(z.object({ accessKey: text, secretKey: text, sessionToken: z.optional(text) })),
    ),
  ),
);

/**
 * What the Lambdas of a call are told by their environment: the authorizer and the gateway build no schema of the others, since
 * each costs a part of every cold start.
 */
export const CallSettings = z.object({
  LATCHKEY_TABLE: text,
  /** Under which metrics are written; none are where no stage is named. */
  LATCHKEY_STAGE: word,
  /** The ids of the two REST APIs: which plane an event belongs to is told by nothing else that a client cannot choose. */
  LATCHKEY_CONTROL_API: word,
  LATCHKEY_GATEWAY_API: word,
  /** What the stage's edge in front of the gateway proves itself with: the current secret and the one before it, or none. */
  LATCHKEY_EDGE_SECRETS: secrets,
  /** Which service a provider's own API implements, where no stage variable of the API says so. */
  LATCHKEY_SERVICES: services,
  /** Secrets are named `<prefix><ring>`. */
  LATCHKEY_KEYS: word,
  /** Where the management API is reached from outside, without a slash at its end: what links in mails begin with. */
  LATCHKEY_CONTROL_URL: word,
  LATCHKEY_GATEWAY_URL: word,
  LATCHKEY_PORTAL_URL: word,
  LATCHKEY_OIDC_ISSUER: word,
  LATCHKEY_OIDC_CLIENT_ID: word,
  /** The command line's; empty where it has none. */
  LATCHKEY_OIDC_CLI_CLIENT_ID: word,
  LATCHKEY_ADMINS: list,
  /** What `GET /healthz` says. */
  LATCHKEY_VERSION: word,
  LATCHKEY_REVOCATION_SECONDS: seconds(5),
  /** How many calls to one service run at once. */
  LATCHKEY_MAX_CONCURRENT_CALLS: z._default(
    z.coerce.number().check(z.int(), z.minimum(1), z.maximum(10_000)),
    DEFAULT_LIMITS.maxConcurrentCalls,
  ),
  /** Where the stage itself answers: `egress/own-hosts` says how it is written. */
  LATCHKEY_OWN_HOSTS: word,
  /** `true` on one machine alone: addresses of loopback and private networks, and plain http. */
  LATCHKEY_PRIVATE_UPSTREAMS: flag,
  LATCHKEY_PRIVATE_WEBHOOKS: flag,
  /** What a team may have called with the gateway's role. */
  LATCHKEY_IAM_UPSTREAMS: grants(IamUpstream),
  /** Where in private networks addresses of teams may lead. */
  LATCHKEY_ALLOWED_UPSTREAMS: grants(AllowedUpstream),
  /** On one machine: what calls are signed with, or nothing. Deployed it is absent: the role's own credentials are. */
  LATCHKEY_ROLE_CREDENTIALS: roleCredentials,
});
type CallSettings = z.infer<typeof CallSettings>;

let known: CallSettings | undefined;

/** @throws Error that names what is missing: a Lambda that is configured wrongly does not start. */
export const callSettings = (): CallSettings => {
  known ??= readEnvironment(CallSettings);
  return known;
};
