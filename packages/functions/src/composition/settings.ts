import { DEFAULT_TIMING } from "@latchkey/core/due/timing";
import { SLUG, whole as wholeOf } from "@latchkey/core/name-pattern";
import { BrandColor, BrandLinks, BrandMark, BrandName, DEFAULT_BRAND } from "@latchkey/core/stage/brand";
import { KeyPrefix, UNSET_KEY_PREFIX } from "@latchkey/core/stage/key-prefix";
import { DEFAULT_LIMITS } from "@latchkey/core/stage/limits";
import * as z from "zod/mini";
import { CallSettings } from "./call-settings.ts";
import { GithubKeysSetting } from "./github-keys.ts";
import { flag, list, readEnvironment, word } from "./setting-forms.ts";

/** Positive numbers, with commas between them. */
const numbers = (fallback: readonly number[]) =>
  z.pipe(
    z._default(z.string(), fallback.join(",")),
    z.pipe(
      z.transform((value: string) => value.split(",").map(Number)),
      z.array(z.number().check(z.positive())),
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
/** Slugs with commas between them. */
const slugs = z.pipe(
  list,
  z.array(z.string().check(z.regex(wholeOf(SLUG), "slugs with commas between them"))),
);
const whole = (fallback: number) =>
  z._default(z.coerce.number().check(z.int("a whole number"), z.minimum(1, "1 at least")), fallback);
const positive = (fallback: number) => z._default(z.coerce.number().check(z.positive()), fallback);

/** What a Lambda is told by its environment. Which of them it has is written in `infra`. */
export const Settings = z.extend(CallSettings, {
  LATCHKEY_BUS: word,
  LATCHKEY_SENDER: word,
  /** Of SES: what became of our own mails is told under its name. */
  LATCHKEY_CONFIGURATION_SET: word,
  /** What minted API keys begin with; client secrets with `cs` after it. */
  LATCHKEY_KEY_PREFIX: z._default(KeyPrefix, UNSET_KEY_PREFIX),
  /** GitHub's public keys of secret scanning: JSON, or on one machine a file with it. */
  LATCHKEY_GITHUB_KEYS: GithubKeysSetting,
  LATCHKEY_RESERVED_SLUGS: slugs,
  LATCHKEY_PUBLICATION: z._default(z.enum(["free", "reviewed"]), "free"),
  /** What people read that the stage is called, and its colour. */
  LATCHKEY_BRAND_NAME: z._default(BrandName, DEFAULT_BRAND.name),
  LATCHKEY_BRAND_COLOR: z.optional(BrandColor),
  /** Of the portal alone: deployed, no function is told. The links are JSON. */
  LATCHKEY_BRAND_MARK: z.optional(BrandMark),
  LATCHKEY_BRAND_LINKS: links,
  LATCHKEY_PUBLIC_CATALOG: flag,
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
  LATCHKEY_USAGE_FAILURES: word,
  /** Where usage is exported to: a bucket's name, or `file:` and a folder. Empty: nowhere. */
  LATCHKEY_USAGE_EXPORT: word,
  /** Whether the export goes onto the bus too. */
  LATCHKEY_USAGE_ON_BUS: flag,
  /** How old a key becomes before it is replaced by the clock. 0: never. */
  LATCHKEY_KEY_ROTATION_DAYS: z._default(
    z.coerce.number().check(z.int("whole days"), z.minimum(0), z.maximum(3650)),
    90,
  ),
  /** Where the heads of the audit's chains are kept outside the table: a bucket's name, or `file:` and a path. */
  LATCHKEY_AUDIT_ANCHORS: word,
  /** Where mail goes in place of SES. */
  SMTP_URL: z.optional(z.string()),
});
export type Settings = z.infer<typeof Settings>;

let known: Settings | undefined;

/** @throws Error that names what is missing: a Lambda that is configured wrongly does not start. */
export const settings = (): Settings => {
  known ??= readEnvironment(Settings);
  return known;
};
