/** What is counted: calls, the tokens of an AI service that they used, or what these cost in billionths of a US dollar. */
export type LimitUnit = "calls" | "tokens" | "usd";

/** At most `count` in any span of `periodSeconds`. `strict` counts each call; `leased` counts parts of the window. */
export interface RateRule {
  kind: "rate";
  count: number;
  periodSeconds: number;
  unit: Exclude<LimitUnit, "usd">;
  mode: "leased" | "strict";
  /** What a call may use is held before it is forwarded, so that the limit is never exceeded. */
  hold?: boolean;
}

/** At most `count` in each period of a time zone. */
export interface QuotaRule {
  kind: "quota";
  count: number;
  period: "day" | "week" | "month";
  unit: LimitUnit;
  /** As for a rate. */
  hold?: boolean;
}

export type LimitRule = (RateRule | QuotaRule) & {
  /** Only calls of these tools of MCP services are counted, each of a batch. Absent: all calls. */
  tools?: readonly string[];
};
