import { usdOf } from "../metering/price.ts";
import type { AppliedLimit } from "./admission.ts";

/**
 * What a caller is told of its limits: the fields of draft-ietf-httpapi-ratelimit-headers-11 (sections 3 and 4; lists of
 * strings with parameters, RFC 9651), the older ones for the tightest limit, with seconds to wait as `Reset`, and
 * `X-Quota-Warning` once 80 % of a quota are used.
 */
export const limitHeaders = (all: readonly AppliedLimit[], now: number): Record<string, string> => {
  const limits = all.filter(({ rule }) => rule.unit !== "usd");
  const [first, ...more] = limits;
  if (!first) return {};
  const tightest = more.reduce((one, other) => (other.remaining < one.remaining ? other : one), first);
  const seconds = ({ resetAt }: AppliedLimit) => Math.max(0, Math.ceil((resetAt - now) / 1000));
  const used = limits.flatMap(({ policy, rule, remaining }) => {
    const percent = rule.kind === "quota" ? Math.floor((100 * (rule.count - remaining)) / rule.count) : 0;
    return percent >= 80 ? [`"${policy}";used=${percent}`] : [];
  });
  return {
    RateLimit: limits
      .map((limit) => `"${limit.policy}";r=${limit.remaining};t=${seconds(limit)}${partitionKey(limit)}`)
      .join(", "),
    "RateLimit-Policy": limits
      .map((limit) => {
        const { policy, rule, windowSeconds } = limit;
        const unit = rule.unit === "tokens" ? ';qu="tokens"' : "";
        return `"${policy}";q=${rule.count};w=${windowSeconds}${unit}${partitionKey(limit)}`;
      })
      .join(", "),
    "X-RateLimit-Limit": String(tightest.rule.count),
    "X-RateLimit-Remaining": String(tightest.remaining),
    "X-RateLimit-Reset": String(seconds(tightest)),
    ...(used.length > 0 ? { "X-Quota-Warning": used.join(", ") } : {}),
  };
};

/** Dollars that are left of the tightest budget of an admitted call: what it may cost itself is taken off. */
export const budgetHeader = (limits: readonly AppliedLimit[]): Record<string, string> => {
  const left = limits.flatMap(({ rule, remaining }) => (rule.unit === "usd" ? [remaining] : []));
  return left.length === 0 ? {} : { "X-Budget-Remaining": String(usdOf(Math.min(...left))) };
};

/**
 * The slug, so that a client of several services does not take one plan's limits for another's of the same name, and can
 * tell the key of a call before it makes it (section 6.1). What counts over all that a consumer calls has none.
 */
const partitionKey = ({ partition }: AppliedLimit): string =>
  partition === undefined ? "" : `;pk=:${Buffer.from(partition).toString("base64")}:`;
