import * as z from "#schema";
import { invalidInput } from "../refusal.ts";
import { Slug, webAddress } from "../text.ts";

/**
 * The services of AWS whose requests the gateway signs, by their names in a signature's scope. What a request of theirs
 * uses is named by its address alone, so that an address can be granted; where a header or the body names it, a grant
 * would be one for all that the role may do.
 */
export const IAM_SERVICES = ["bedrock", "execute-api", "lambda"] as const;

/** The scope of a signature (AWS Signature Version 4). */
export const IamScope = z.strictObject({
  service: z.enum(IAM_SERVICES, "bedrock, execute-api or lambda"),
  region: z.string().check(z.regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, "a region of AWS, like eu-central-1")),
});
export type IamScope = z.infer<typeof IamScope>;

/** What an operator lets teams have called with the gateway's role: `url` and everything below its path. */
export const IamUpstream = z.strictObject({
  teams: z.array(Slug).check(z.minLength(1, "one team at least"), z.maxLength(50, "50 teams at most")),
  ...IamScope.shape,
  url: webAddress("an address without user, password and fragment").check(
    z.refine((url) => URL.canParse(url) && new URL(url).search === "", "an address without a query"),
  ),
  /** ARNs that the role may use for it: told when the stage is deployed, to its policy. */
  resources: z.optional(z.array(z.string())),
});
export type IamUpstream = z.infer<typeof IamUpstream>;

/** Whether a team may have an address called with the gateway's role. No team may unless a grant says so. */
export const isGranted = (
  grants: readonly IamUpstream[],
  team: string,
  { service, region }: { service: string; region: string },
  url: string,
): boolean =>
  grants.some(
    (grant) =>
      grant.service === service &&
      grant.region === region &&
      grant.teams.includes(team) &&
      isBelow(new URL(grant.url), new URL(url)),
  );

const isBelow = (granted: URL, { origin, pathname }: URL): boolean => {
  const path = granted.pathname.replace(/\/+$/, "");
  if (origin !== granted.origin || !`${pathname}/`.startsWith(`${path}/`)) return false;
  return !LEADS_ELSEWHERE.test(pathname.slice(path.length));
};

/** Escapes of slashes, dots and percent signs: a server that reads them first would leave the path that was granted. */
const LEADS_ELSEWHERE = /%(?:2[5ef]|5c)/i;

/** @throws Refusal `invalid-input` for an upstream whose calls the stage does not sign for this team. */
export const requireGrant = (
  { iamUpstreams = [] }: { iamUpstreams?: readonly IamUpstream[] },
  pointer: string,
  team: string,
  { url, auth }: { url: string; auth?: { iam: { service: string; region: string } } | undefined },
): void => {
  if (auth && !isGranted(iamUpstreams, team, auth.iam, url))
    throw invalidInput(
      pointer,
      "The stage does not sign calls of this team to this address: an operator grants that (iamUpstreams).",
    );
};
