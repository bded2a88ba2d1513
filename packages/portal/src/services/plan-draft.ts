import type { Plan } from "../api/resources.ts";
import { linesOf } from "../credentials/credential-draft.ts";

/** A plan as the form shows it: text, and empty for what is not limited. */
export interface PlanDraft {
  /** For React only; not sent. */
  key: string;
  name: string;
  title: string;
  rateCount: string;
  ratePeriod: string;
  /** `calls` or `tokens`. */
  rateUnit: string;
  quotaCount: string;
  quotaPeriod: string;
  quotaUnit: string;
  budgetUsd: string;
  budgetPeriod: string;
  /** One for each line. */
  models: string;
  days: string;
  /** Limits that the form does not know, kept as they are. */
  others: NonNullable<Plan["limits"]>;
}

export const emptyPlan = (key: string): PlanDraft => ({
  key,
  name: "",
  title: "",
  rateCount: "",
  ratePeriod: "60",
  rateUnit: "calls",
  quotaCount: "",
  quotaPeriod: "month",
  quotaUnit: "calls",
  budgetUsd: "",
  budgetPeriod: "month",
  models: "",
  days: "",
  others: {},
});

const textOf = (value: unknown, otherwise = ""): string =>
  typeof value === "number" || typeof value === "string" ? String(value) : otherwise;

export const planDraft = ({ name, title, limits = {}, durationDays }: Plan, key: string): PlanDraft => {
  const { "rate-limit": rate = {}, quota = {}, budget = {}, models = {}, ...others } = limits;
  return {
    key,
    name,
    title: title ?? "",
    rateCount: textOf(rate["count"]),
    ratePeriod: textOf(rate["periodSeconds"], "60"),
    rateUnit: textOf(rate["unit"], "calls"),
    quotaCount: textOf(quota["count"]),
    quotaPeriod: textOf(quota["period"], "month"),
    quotaUnit: textOf(quota["unit"], "calls"),
    budgetUsd: textOf(budget["usd"]),
    budgetPeriod: textOf(budget["period"], "month"),
    models: Array.isArray(models["allow"]) ? models["allow"].join("\n") : "",
    days: textOf(durationDays),
    others: {
      ...others,
      // What belongs to these two beside count and period, a mode for example.
      ...(Object.keys(rate).length > 0 ? { "rate-limit": rate } : {}),
      ...(Object.keys(quota).length > 0 ? { quota } : {}),
    },
  };
};

/** Calls are counted where a limit names no unit: one that came without is sent back without. */
const unitOf = (limit: Readonly<Record<string, unknown>>, unit: string) =>
  unit === "calls" && limit["unit"] === undefined ? {} : { unit };

/** Several rules of one plugin have no inputs: they stay as they are until one rule is typed in their place. */
const severalOf = (name: string, limit: Readonly<Record<string, unknown>>) =>
  limit["rules"] === undefined ? {} : { [name]: limit };

const withoutRules = ({ rules: _several, ...one }: Readonly<Record<string, unknown>>) => one;

/** The plan as the API takes it. */
export const planOf = (draft: PlanDraft): Plan => {
  const { "rate-limit": rate = {}, quota = {}, ...others } = draft.others;
  const allow = linesOf(draft.models);
  const limits = {
    ...others,
    ...(draft.rateCount === ""
      ? severalOf("rate-limit", rate)
      : {
          "rate-limit": {
            ...withoutRules(rate),
            count: Number(draft.rateCount),
            periodSeconds: Number(draft.ratePeriod),
            ...unitOf(rate, draft.rateUnit),
          },
        }),
    ...(draft.quotaCount === ""
      ? severalOf("quota", quota)
      : {
          quota: {
            ...withoutRules(quota),
            count: Number(draft.quotaCount),
            period: draft.quotaPeriod,
            ...unitOf(quota, draft.quotaUnit),
          },
        }),
    ...(draft.budgetUsd === ""
      ? {}
      : { budget: { usd: Number(draft.budgetUsd), period: draft.budgetPeriod } }),
    ...(allow.length === 0 ? {} : { models: { allow } }),
  };
  return {
    name: draft.name.trim(),
    ...(draft.title.trim() === "" ? {} : { title: draft.title.trim() }),
    ...(Object.keys(limits).length === 0 ? {} : { limits }),
    ...(draft.days === "" ? {} : { durationDays: Number(draft.days) }),
  };
};
