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
const REST_SOURCE =
  "https://docs.aws.amazon.com/pt_br/whitepapers/latest/best-practices-api-gateway-private-apis-integration/cost-optimization.html";
const LAMBDA_SOURCE = "https://cloudchipr.com/blog/aws-lambda-pricing";
const DYNAMODB_SOURCE = "https://airbyte.com/data-engineering-resources/dynamodb-pricing";
const LOGS_SOURCE = "https://www.duckbillgroup.com/?p=9080";
const WAF_SOURCE = "https://c3x.dev/blog/aws-waf-cost-explained/";

export const PRICES = {
  restRequest: {
    dollars: 3.5,
    per: "million REST API requests, the first 333 million",
    source: REST_SOURCE,
    read: READ,
  },
  lambdaRequest: {
    dollars: 0.2,
    per: "million invocations",
    source:
      "https://git.mcrn.ar/mariano/lambda_local_runner/src/branch/main/docs/lambdas-md/lambda-13-cost.md",
    read: READ,
  },
  lambdaGbSecond: {
    dollars: 0.0000133334,
    per: "GB-second, arm64, the first 7.5 billion",
    source: LAMBDA_SOURCE,
    read: READ,
  },
  readUnit: { dollars: 0.125, per: "million read request units", source: DYNAMODB_SOURCE, read: READ },
  writeUnit: { dollars: 0.625, per: "million write request units", source: DYNAMODB_SOURCE, read: READ },
  logGb: { dollars: 0.5, per: "GB of logs taken in, the first 10 TB", source: LOGS_SOURCE, read: READ },
  logGbMonth: {
    dollars: 0.03,
    per: "GB of logs kept for a month",
    source: "https://hykell.com/kb/platform-specific-guides/aws-cloudwatch-logs-pricing",
    read: READ,
  },
  wafRequest: { dollars: 0.6, per: "million requests looked at", source: WAF_SOURCE, read: READ },
  wafAcl: { dollars: 5, per: "web ACL and month", source: WAF_SOURCE, read: READ },
  wafRule: { dollars: 1, per: "rule and month", source: WAF_SOURCE, read: READ },
  transferGb: {
    dollars: 0.09,
    per: "GB out to the internet",
    source: "https://www.apigatewaycost.com/aws",
    read: READ,
  },
  secretMonth: { dollars: 0.4, per: "secret and month", source: "memory" },
  secretRequest: { dollars: 0.05, per: "10,000 requests of Secrets Manager", source: "memory" },
  kmsRequest: {
    dollars: 0.03,
    per: "10,000 requests of KMS, the first 20,000 of a month free",
    source: "memory",
  },
  metricMonth: {
    dollars: 0.3,
    per: "custom metric and month, by the hours in which it is written",
    source: "memory",
  },
  m7gLargeHour: {
    dollars: 0.0816,
    per: "hour of an m7g.large",
    source: "https://www.factualminds.com/blog/amazon-ec2-on-demand-pricing-instance-families-2026/",
    read: READ,
  },
  albMonth: { dollars: 22, per: "load balancer and month, little used", source: "memory" },
} as const satisfies Record<string, Price>;

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
