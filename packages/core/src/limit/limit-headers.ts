import { usdOf } from "../metering/price.ts";
import type { AppliedLimit } from "./admission.ts";

/**
 * What a caller is told of its limits: the fields of draft-ietf-httpapi-ratelimit-headers-11 (sections 3 and 4; lists of
 * strings with parameters, RFC 9651), the older ones for the tightest limit, with seconds to wait as `Reset`, and
 * `X-Quota-Warning` once 80 % of a quota are used.
 */
export const limitHeaders = (all: readonly AppliedLimit[], now: number): Record<string, string> => {
  let tightest: AppliedLimit | undefined;
  let standing = "";
  let policies = "";
  let used = "";
  for (const limit of all) {
    const { policy, rule, remaining, windowSeconds, partition } = limit;
    if (rule.unit === "usd") continue;
    const comma = tightest ? ", " : "";
    const key = partition === undefined ? "" : partitionKey(partition);
    standing += `${comma}"${policy}";r=${remaining};t=${secondsLeft(limit, now)}${key}`;
    const unit = rule.unit === "tokens" ? ';qu="tokens"' : "";
    policies += `${comma}"${policy}";q=${rule.count};w=${windowSeconds}${unit}${key}`;
    const percent = rule.kind === "quota" ? Math.floor((100 * (rule.count - remaining)) / rule.count) : 0;
    if (percent >= 80) used += `${used && ", "}"${policy}";used=${percent}`;
    if (!tightest || remaining < tightest.remaining) tightest = limit;
  }
  if (!tightest) return {};
  const headers: Record<string, string> = {
    RateLimit: standing,
    "RateLimit-Policy": policies,
    "X-RateLimit-Limit": String(tightest.rule.count),
    "X-RateLimit-Remaining": String(tightest.remaining),
    "X-RateLimit-Reset": String(secondsLeft(tightest, now)),
  };
  if (used !== "") headers["X-Quota-Warning"] = used;
  return headers;
};

const secondsLeft = ({ resetAt }: AppliedLimit, now: number): number =>
  Math.max(0, Math.ceil((resetAt - now) / 1000));

/** Dollars that are left of the tightest budget of an admitted call: what it may cost itself is taken off. */
export const budgetHeader = (limits: readonly AppliedLimit[]): Record<string, string> => {
  const left = limits.flatMap(({ rule, remaining }) => (rule.unit === "usd" ? [remaining] : []));
  return left.length === 0 ? {} : { "X-Budget-Remaining": String(usdOf(Math.min(...left))) };
};

/**
 * The slug, so that a client of several services does not take one plan's limits for another's of the same name, and can
 * tell the key of a call before it makes it (section 6.1). What counts over all that a consumer calls has none.
 */
const partitionKey = (slug: string): string => {
  const known = partitionKeys.get(slug);
  if (known !== undefined) return known;
  const key = `;pk=:${Buffer.from(slug).toString("base64")}:`;
  if (partitionKeys.size >= MAX_SLUGS) partitionKeys.clear();
  partitionKeys.set(slug, key);
  return key;
};

/** Calls name the same services again and again. */
const partitionKeys = new Map<string, string>();
const MAX_SLUGS = 1000;
