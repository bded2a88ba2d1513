import { DEFAULT_TIMING } from "@latchkey/core/due/timing";
import { SLUG, whole as wholeOf } from "@latchkey/core/name-pattern";
import { BrandColor, BrandLinks, BrandMark, BrandName, DEFAULT_BRAND } from "@latchkey/core/stage/brand";
import { IamUpstream } from "@latchkey/core/stage/iam-upstream";
import { DEFAULT_LIMITS } from "@latchkey/core/stage/limits";
import { AllowedUpstream } from "@latchkey/core/stage/reach";
import { DEFAULT_KEY_PREFIX, KEY_PREFIX } from "@latchkey/signing/minted/minted-form";
import * as z from "zod/mini";
import { ProviderServices } from "../routes/provider-services.ts";

const text = z.string().check(z.minLength(1));
const list = z.pipe(
  z._default(z.string(), ""),
  z.transform((value: string) =>
    value
      .split(",")
      .map((item) => item.trim().toLowerCase())
      .filter((item) => item !== ""),
  ),
);
/** With commas between them, as they are written. */
const secrets = z.pipe(
  z._default(z.string(), ""),
  z.transform((value: string) => value.split(",").filter((secret) => secret !== "")),
);
const seconds = (fallback: number) => z._default(z.coerce.number().check(z.minimum(0)), fallback);

/** Positive numbers, with commas between them. */
const numbers = (fallback: readonly number[]) =>
  z.pipe(
    z._default(z.string(), fallback.join(",")),
    z.pipe(
      z.transform((value: string) => value.split(",").map(Number)),
      z.array(z.number().check(z.positive())),
    ),
  );

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
const links = z.pipe(
  z._default(z.string(), "[]"),
  z.pipe(
    z.transform((value: string): unknown => {
      try {
        return JSON.parse(value);
      } catch {
        return value;
      }
    }),
    BrandLinks,
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
/** Slugs with commas between them. */
const slugs = z.pipe(
  list,
  z.array(z.string().check(z.regex(wholeOf(SLUG), "slugs with commas between them"))),
);
const whole = (fallback: number) =>
  z._default(z.coerce.number().check(z.int("a whole number"), z.minimum(1, "1 at least")), fallback);
const positive = (fallback: number) => z._default(z.coerce.number().check(z.positive()), fallback);

/** What a Lambda is told by its environment. Which of them it has is written in `infra`. */
export const Settings = z.object({
  LATCHKEY_TABLE: text,
  /** Under which metrics are written; none are where no stage is named. */
  LATCHKEY_STAGE: z._default(z.string(), ""),
  LATCHKEY_BUS: z._default(z.string(), ""),
  /** The ids of the two REST APIs: which plane an event belongs to is told by nothing else that a client cannot choose. */
  LATCHKEY_CONTROL_API: z._default(z.string(), ""),
  LATCHKEY_GATEWAY_API: z._default(z.string(), ""),
  /** What the stage's edge in front of the gateway proves itself with: the current secret and the one before it, or none. */
  LATCHKEY_EDGE_SECRETS: secrets,
  /** Which service a provider's own API implements, where no stage variable of the API says so. */
  LATCHKEY_SERVICES: services,
  /** Secrets are named `<prefix><ring>`. */
  LATCHKEY_KEYS: z._default(z.string(), ""),
  /** Where the management API is reached from outside, without a slash at its end: what links in mails begin with. */
  LATCHKEY_CONTROL_URL: z._default(z.string(), ""),
  LATCHKEY_GATEWAY_URL: z._default(z.string(), ""),
  LATCHKEY_PORTAL_URL: z._default(z.string(), ""),
  LATCHKEY_OIDC_ISSUER: z._default(z.string(), ""),
  LATCHKEY_OIDC_CLIENT_ID: z._default(z.string(), ""),
  LATCHKEY_ADMINS: list,
  LATCHKEY_SENDER: z._default(z.string(), ""),
  /** Of SES: what became of our own mails is told under its name. */
  LATCHKEY_CONFIGURATION_SET: z._default(z.string(), ""),
  /** What `GET /healthz` says. */
  LATCHKEY_VERSION: z._default(z.string(), ""),
  LATCHKEY_REVOCATION_SECONDS: seconds(5),
  /** How many calls to one service run at once. */
  LATCHKEY_MAX_CONCURRENT_CALLS: z._default(
    z.coerce.number().check(z.int(), z.minimum(1), z.maximum(10_000)),
    DEFAULT_LIMITS.maxConcurrentCalls,
  ),
  /** Where the stage itself answers: `egress/own-hosts` says how it is written. */
  LATCHKEY_OWN_HOSTS: z._default(z.string(), ""),
  /** `true` on one machine alone: addresses of loopback and private networks, and plain http. */
  LATCHKEY_PRIVATE_UPSTREAMS: z._default(z.enum(["true", "false"]), "false"),
  LATCHKEY_PRIVATE_WEBHOOKS: z._default(z.enum(["true", "false"]), "false"),
  /** What a team may have called with the gateway's role. */
  LATCHKEY_IAM_UPSTREAMS: grants(IamUpstream),
  /** Where in private networks addresses of teams may lead. */
  LATCHKEY_ALLOWED_UPSTREAMS: grants(AllowedUpstream),
  /** On one machine: what calls are signed with, or nothing. Deployed it is absent: the role's own credentials are. */
  LATCHKEY_ROLE_CREDENTIALS: roleCredentials,
  /** What minted API keys begin with; client secrets with `cs` after it. */
  LATCHKEY_KEY_PREFIX: z._default(
    z.string().check(z.regex(KEY_PREFIX, "2 to 8 letters from a to z")),
    DEFAULT_KEY_PREFIX,
  ),
  LATCHKEY_RESERVED_SLUGS: slugs,
  LATCHKEY_PUBLICATION: z._default(z.enum(["free", "reviewed"]), "free"),
  /** What people read that the stage is called, and its colour. */
  LATCHKEY_BRAND_NAME: z._default(BrandName, DEFAULT_BRAND.name),
  LATCHKEY_BRAND_COLOR: z.optional(BrandColor),
  /** Of the portal alone: deployed, no function is told. The links are JSON. */
  LATCHKEY_BRAND_MARK: z.optional(BrandMark),
  LATCHKEY_BRAND_LINKS: links,
  LATCHKEY_PUBLIC_CATALOG: z._default(z.enum(["true", "false"]), "false"),
  LATCHKEY_TEAMS_PER_PERSON: whole(DEFAULT_LIMITS.teamsPerPerson),
  LATCHKEY_SERVICES_PER_TEAM: whole(DEFAULT_LIMITS.servicesPerTeam),
  LATCHKEY_CONSUMERS_PER_TEAM: whole(DEFAULT_LIMITS.consumersPerTeam),
  /** Mails that one person, program or team may cause in a day before the rest waits for digests. */
  LATCHKEY_MAILS_PER_PERSON: whole(DEFAULT_LIMITS.mailsPerPerson),
  LATCHKEY_MAILS_PER_TEAM: whole(DEFAULT_LIMITS.mailsPerTeam),
  /** Hours after which approvers are reminded; days of the escalation, of the lapse, and before an end. */
  LATCHKEY_REMINDER_HOURS: numbers(DEFAULT_TIMING.reminderHours),
  LATCHKEY_ESCALATION_DAYS: positive(DEFAULT_TIMING.escalationDays),
  LATCHKEY_LAPSE_DAYS: positive(DEFAULT_TIMING.lapseDays),
  LATCHKEY_ANNOUNCE_DAYS: numbers(DEFAULT_TIMING.announceDays),
  /** The bucket with whole batches of log lines that could not be counted. */
  LATCHKEY_USAGE_FAILURES: z._default(z.string(), ""),
  /** Where usage is exported to: a bucket's name, or `file:` and a folder. Empty: nowhere. */
  LATCHKEY_USAGE_EXPORT: z._default(z.string(), ""),
  /** Whether the export goes onto the bus too. */
  LATCHKEY_USAGE_ON_BUS: z._default(z.enum(["true", "false"]), "false"),
  /** How old a key becomes before it is replaced by the clock. 0: never. */
  LATCHKEY_KEY_ROTATION_DAYS: z._default(
    z.coerce.number().check(z.int("whole days"), z.minimum(0), z.maximum(3650)),
    90,
  ),
  /** Where the heads of the audit's chains are kept outside the table: a bucket's name, or `file:` and a path. */
  LATCHKEY_AUDIT_ANCHORS: z._default(z.string(), ""),
  /** Where mail goes in place of SES. */
  SMTP_URL: z.optional(z.string()),
});
export type Settings = z.infer<typeof Settings>;

let known: Settings | undefined;

/** @throws Error that names what is missing: a Lambda that is configured wrongly does not start. */
export const settings = (): Settings => {
  if (known) return known;
  const parsed = Settings.safeParse(process.env);
  if (!parsed.success) throw new Error(`The environment is incomplete: ${z.prettifyError(parsed.error)}`);
  known = parsed.data;
  return known;
};
