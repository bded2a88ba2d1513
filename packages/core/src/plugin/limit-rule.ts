/** What is counted: calls, or the tokens of an AI service that they used. */
export type LimitUnit = "calls" | "tokens";

/** At most `count` in any span of `periodSeconds`. `strict` counts each call; `leased` counts parts of the window. */
export interface RateRule {
  kind: "rate";
  count: number;
  periodSeconds: number;
  unit: LimitUnit;
  mode: "leased" | "strict";
}

/** At most `count` in each day or month of a time zone. */
export interface QuotaRule {
  kind: "quota";
  count: number;
  period: "day" | "month";
  unit: LimitUnit;
}

export type LimitRule = RateRule | QuotaRule;
