import * as z from "#schema";
import { Role } from "../access/role.ts";
import { ResourceFields } from "../resource.ts";
import { Email, line, Slug } from "../text.ts";

const TimeZone = z.string().check(
  z.maxLength(64),
  z.refine((zone) => {
    try {
      return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
    } catch {
      return false;
    }
  }, "an IANA time zone, like Europe/Berlin"),
);

/** What becomes of a secret of the team's credentials that is found in public: it ends, or the owners are only told. */
export const OnLeak = z.enum(["revoke", "notify"]);
export type OnLeak = z.infer<typeof OnLeak>;

/** How many days after its creation every credential of the team ends at the latest. */
const MaxCredentialDays = z.int().check(z.minimum(1), z.maximum(3650));

export const Team = z.object({
  ...ResourceFields,
  slug: Slug,
  name: line(100),
  timeZone: z.string(),
  status: z.enum(["active", "suspended"]),
  /** `revoke` when absent. */
  onLeak: z.optional(OnLeak),
  maxCredentialDays: z.optional(MaxCredentialDays),
});
export type Team = z.infer<typeof Team>;
export type TeamRecord = { kind: "team"; value: Team };

/** A person's place in a team, found by the e-mail that the identity provider has verified. */
export const Member = z.object({ ...ResourceFields, team: Slug, email: z.string(), role: Role });
export type Member = z.infer<typeof Member>;
export type MemberRecord = { kind: "member"; value: Member };

export const NewTeam = z.strictObject({
  slug: Slug,
  name: line(100),
  owners: z.optional(z.array(Email).check(z.maxLength(20))),
  timeZone: z.optional(TimeZone),
  onLeak: z.optional(OnLeak),
  maxCredentialDays: z.optional(MaxCredentialDays),
});
export type NewTeam = z.infer<typeof NewTeam>;

export const TeamPatch = z.strictObject({
  name: z.optional(line(100)),
  timeZone: z.optional(TimeZone),
  onLeak: z.optional(OnLeak),
  maxCredentialDays: z.optional(z.nullable(MaxCredentialDays)),
});
export type TeamPatch = z.infer<typeof TeamPatch>;

export const MemberRole = z.strictObject({ role: Role });
export type MemberRole = z.infer<typeof MemberRole>;

/** The team that owns the service `latchkey` and the consumer `root`. */
export const PLATFORM_TEAM = "latchkey";
