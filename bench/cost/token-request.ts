import type { Counts } from "./counts.ts";
import { PRICES } from "./prices.ts";
import { ASSUMED, unitDollars } from "./reckon.ts";

const MILLION = 1_000_000;

/** As `infra` gives every function that does not say otherwise, in MB. */
const MEMORY = 1024;
/** Assumed, generously: an ES256 signature and two hashes are a fraction of it. Milliseconds. */
const CPU_MS = 1;
/** Of the count of a client's failures, read beside its records. */
const FAILURES = { rru: 1, wru: 0 };

/** List prices of Amazon Cognito for `client_credentials`, in dollars: its first tier, which falls with the amount. */
export const COGNITO = {
  thousandTokens: 2.25,
  clientMonth: 6,
  tokensSource: "https://cur.vantage-api.com/aws/amazoncognito/user-pools-m2m/cupm2mtokenrequestsfull",
  clientSource:
    "https://www.rhythmictech.com/blog/the-aws-cognito-m2m-bill-has-come-due-what-you-need-to-know/",
  read: "2026-12-01",
} as const;

/** Dollars of a million access tokens at the token endpoint, by what they are for. */
export const tokenDollars = (
  { units, bytes }: Counts,
  proof: "secret" | "assertion",
): Record<string, number> => {
  const trips = proof === "secret" ? 1 : 2;
  const milliseconds = Math.ceil(CPU_MS + trips * ASSUMED.dynamoMs + ASSUMED.runtimeMs);
  const records = unitDollars(units.verdict.apiKey, MILLION) + unitDollars(FAILURES, MILLION);
  return {
    "API Gateway": PRICES.restRequest.dollars,
    firewall: PRICES.wafRequest.dollars,
    oauth:
      PRICES.lambdaRequest.dollars +
      (MEMORY / 1024) * milliseconds * (MILLION / 1000) * PRICES.lambdaGbSecond.dollars,
    table: records + (proof === "assertion" ? unitDollars(units.nonce, MILLION) : 0),
    logs: ((bytes.accessLine + bytes.platformLines) * MILLION * PRICES.logGb.dollars) / 1e9,
  };
};

export const tokenProse = (): string =>
  `A token is asked for once in its life (15 minutes unless said otherwise), so they are few beside calls. Reckoned from the counts below, the endpoint itself not metered: the
records of a verdict that remembers nothing, the count of the client's failures, and of an assertion a write that keeps it from being used twice. Amazon Cognito asks ${COGNITO.thousandTokens.toFixed(2)} for a
thousand tokens of \`client_credentials\`, less above its first tier, and ${COGNITO.clientMonth.toFixed(2)} for each client and month (third parties' copies of its price list, read on ${COGNITO.read}:
${COGNITO.tokensSource},
${COGNITO.clientSource}; check Amazon's own page before you decide by it).`;
