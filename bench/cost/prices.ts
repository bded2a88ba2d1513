/** A list price in US dollars, and where it was read. */
export interface Price {
  dollars: number;
  per: string;
  source: string;
  /** The day on which a stored copy of the source was read. Without one the figure is from memory: not verified. */
  read?: string;
}

/** Prices that fall with the amount: each holds up to `upTo` of a month, the last one for all that is above. */
export interface Tier {
  upTo: number;
  dollars: number;
}

/** The region whose prices could be read; the default region of a stage, eu-central-1, costs more (see docs/cost.md). */
export const REGION = "us-east-1";

const READ = "2026-11-22";
/** What a stored copy of a source says. */
const stored = (dollars: number, per: string, source: string) => ({
  dollars,
  per,
  source,
  read: READ,
});
const fromMemory = (dollars: number, per: string) => ({ dollars, per, source: "memory" });
const REST_SOURCE =
  "https://docs.aws.amazon.com/pt_br/whitepapers/latest/best-practices-api-gateway-private-apis-integration/cost-optimization.html";
const LAMBDA_SOURCE = "https://cloudchipr.com/blog/aws-lambda-pricing";
const DYNAMODB_SOURCE = "https://airbyte.com/data-engineering-resources/dynamodb-pricing";
const LOGS_SOURCE = "https://www.duckbillgroup.com/?p=9080";
const WAF_SOURCE = "https://c3x.dev/blog/aws-waf-cost-explained/";

export const PRICES = {
  restRequest: stored(3.5, "million REST API requests, the first 333 million", REST_SOURCE),
  lambdaRequest: stored(
    0.2,
    "million invocations",
    "https://git.mcrn.ar/mariano/lambda_local_runner/src/branch/main/docs/lambdas-md/lambda-13-cost.md",
  ),
  lambdaGbSecond: stored(0.0000133334, "GB-second, arm64, the first 7.5 billion", LAMBDA_SOURCE),
  readUnit: stored(0.125, "million read request units", DYNAMODB_SOURCE),
  writeUnit: stored(0.625, "million write request units", DYNAMODB_SOURCE),
  logGb: stored(0.5, "GB of logs taken in, the first 10 TB", LOGS_SOURCE),
  logGbMonth: stored(
    0.03,
    "GB of logs kept for a month",
    "https://hykell.com/kb/platform-specific-guides/aws-cloudwatch-logs-pricing",
  ),
  wafRequest: stored(0.6, "million requests looked at", WAF_SOURCE),
  wafAcl: stored(5, "web ACL and month", WAF_SOURCE),
  wafRule: stored(1, "rule and month", WAF_SOURCE),
  transferGb: stored(0.09, "GB out to the internet", "https://www.apigatewaycost.com/aws"),
  secretMonth: fromMemory(0.4, "secret and month"),
  secretRequest: fromMemory(0.05, "10,000 requests of Secrets Manager"),
  kmsRequest: fromMemory(0.03, "10,000 requests of KMS, the first 20,000 of a month free"),
  metricMonth: fromMemory(0.3, "custom metric and month, by the hours in which it is written"),
  m7gLargeHour: stored(
    0.0816,
    "hour of an m7g.large",
    "https://www.factualminds.com/blog/amazon-ec2-on-demand-pricing-instance-families-2026/",
  ),
  albMonth: fromMemory(22, "load balancer and month, little used"),
} satisfies Record<string, Price>;

/** Dollars that a stage costs in a month without a call, rounded: the calculation is in docs/deploy.md. */
export const IDLE = 25;

const MILLION = 1_000_000;
const BILLION = 1000 * MILLION;

/** Dollars for one request. */
export const REST_TIERS: readonly Tier[] = [
  { upTo: 333 * MILLION, dollars: PRICES.restRequest.dollars / MILLION },
  { upTo: BILLION, dollars: 2.8 / MILLION },
  { upTo: 20 * BILLION, dollars: 2.38 / MILLION },
  { upTo: Number.POSITIVE_INFINITY, dollars: 1.51 / MILLION },
];

/** Dollars for one GB-second. The last figure is from memory. */
export const LAMBDA_TIERS: readonly Tier[] = [
  { upTo: 7.5 * BILLION, dollars: PRICES.lambdaGbSecond.dollars },
  { upTo: 18.75 * BILLION, dollars: 0.0000120001 },
  { upTo: Number.POSITIVE_INFINITY, dollars: 0.0000106667 },
];

/** Dollars for one GB. The steps are from memory; they give the 12,500 dollars for 60 TB that the source names. */
export const LOG_TIERS: readonly Tier[] = [
  { upTo: 10_000, dollars: PRICES.logGb.dollars },
  { upTo: 30_000, dollars: 0.25 },
  { upTo: 50_000, dollars: 0.1 },
  { upTo: Number.POSITIVE_INFINITY, dollars: 0.05 },
];

/** What a month's amount costs over its tiers. */
export const tiered = (amount: number, tiers: readonly Tier[]): number => {
  let from = 0;
  let dollars = 0;
  for (const { upTo, dollars: each } of tiers) {
    dollars += Math.max(0, Math.min(amount, upTo) - from) * each;
    from = upTo;
  }
  return dollars;
};
