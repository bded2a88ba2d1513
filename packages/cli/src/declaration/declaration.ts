import * as z from "zod/mini";

/*
 * The file that says what there is. What `apply` puts in order and pairs is checked here; every other field of a resource
 * is as the management API takes it, and is checked against the stage's own OpenAPI document.
 */

/** As the management API has it: slugs of teams and services. */
const Slug = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "1 to 63 of a-z, 0-9 and -, not starting with -"));

/** As the management API has it: names of consumers, plans and plugins. */
const Name = z
  .string()
  .check(
    z.regex(/^[a-z0-9][a-z0-9._-]{0,62}$/, "1 to 63 of a-z, 0-9, . _ and -, starting with a letter or digit"),
  );

const Line = z.string().check(z.minLength(1), z.maxLength(2048));

/** Lower-cased, as the management API keeps it. */
const Email = z.pipe(
  z.string().check(z.maxLength(254), z.regex(/^[^\s@]+@[^\s@]+$/, "an e-mail address")),
  z.transform((address: string) => address.toLowerCase()),
);

const Settings = z.record(z.string(), z.unknown());

const Member = z.union([
  Email,
  z.strictObject({ email: Email, role: z.enum(["owner", "member", "viewer"]) }),
]);

/** A list that is there but has nothing in it may be written as nothing. */
const listOf = <T extends z.ZodMiniType>(item: T) => z.nullish(z.array(item).check(z.maxLength(100_000)));

/** Beside these, what `POST` and `PATCH /v1/teams` take. */
export const DeclaredTeam = z.looseObject({
  slug: Slug,
  name: Line,
  owners: listOf(Email),
  members: listOf(Member),
});
export type DeclaredTeam = z.infer<typeof DeclaredTeam>;

/** Beside these, what `POST` and `PATCH /v1/services` take. */
export const DeclaredService = z.looseObject({
  slug: Slug,
  name: Line,
  team: Slug,
  kind: z.string(),
  upstream: Settings,
});
export type DeclaredService = z.infer<typeof DeclaredService>;

/** Beside these, what `POST …/credentials` takes for the type; `status` too. */
export const DeclaredCredential = z.looseObject({
  name: Line,
  type: Name,
});
export type DeclaredCredential = z.infer<typeof DeclaredCredential>;

/** `service` is the slug. Beside these, what `POST …/subscriptions` takes. */
export const DeclaredSubscription = z.looseObject({
  service: Slug,
  plan: z.optional(Name),
  scopes: z.optional(z.array(Line)),
});
export type DeclaredSubscription = z.infer<typeof DeclaredSubscription>;

export const DeclaredConsumer = z.looseObject({
  name: Name,
  team: Slug,
  labels: z.nullish(z.record(z.string(), z.nullable(z.string()))),
  /** null removes the plugin. */
  plugins: z.nullish(z.record(Name, z.nullable(Settings))),
  credentials: listOf(DeclaredCredential),
  subscriptions: listOf(DeclaredSubscription),
});
export type DeclaredConsumer = z.infer<typeof DeclaredConsumer>;

/** One of a team with this address. `status` too. */
export const DeclaredWebhook = z.looseObject({
  team: Slug,
  url: Line,
  events: z.array(Line),
});
export type DeclaredWebhook = z.infer<typeof DeclaredWebhook>;

export const Declaration = z.strictObject({
  teams: listOf(DeclaredTeam),
  services: listOf(DeclaredService),
  consumers: listOf(DeclaredConsumer),
  webhooks: listOf(DeclaredWebhook),
});
export type Declaration = z.infer<typeof Declaration>;
