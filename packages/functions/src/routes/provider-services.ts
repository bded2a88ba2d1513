import { SLUG, whole } from "@latchkey/core/name-pattern";
import * as z from "#schema";

const slug = z.string().check(z.regex(whole(SLUG), "a slug"));

/**
 * What a stage says of providers' own APIs: by `apiId/stage` the service that the API implements, by `apiId` or
 * `apiId/stage` the team whose services it may implement.
 */
export const ProviderServices = z
  .record(
    z
      .string()
      .check(
        z.regex(/^[a-z0-9]+(?:\/[\w$-]+)?$/, "an API's id, or its id and a stage with a slash between them"),
      ),
    z.union([slug, z.strictObject({ team: slug })], 'a service\'s slug, or a team, as {"team": "weather"}'),
  )
  .check(
    z.refine(
      (table) =>
        Object.entries(table).every(([api, named]) => typeof named !== "string" || api.includes("/")),
      "a service's slug goes with an API's id and a stage, a team with an API's id alone",
    ),
  );
export type ProviderServices = z.infer<typeof ProviderServices>;
