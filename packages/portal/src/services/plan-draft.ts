import type { Plan } from "../api/resources.ts";
import { linesOf } from "../credentials/credential-draft.ts";
import { toolsIn } from "./scope-draft.ts";

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
  /** One for each line; empty where all calls are counted. */
  rateTools: string;
  quotaCount: string;
  quotaPeriod: string;
  quotaUnit: string;
  quotaTools: string;
  budgetUsd: string;
  budgetPeriod: string;
  /** One for each line. */
  models: string;
  days: string;
  /** Whether the service has tools: only then they are asked for. */
  isOfTools: boolean;
  /** Limits that the form does not know, kept as they are. */
  others: NonNullable<Plan["limits"]>;
}

export const emptyPlan =
  (isOfTools: boolean) =>
  (key: string): PlanDraft => ({
    key,
    isOfTools,
    name: "",
    title: "",
    rateCount: "",
    ratePeriod: "60",
    rateUnit: "calls",
    rateTools: "",
    quotaCount: "",
    quotaPeriod: "month",
    quotaUnit: "calls",
    quotaTools: "",
    budgetUsd: "",
    budgetPeriod: "month",
    models: "",
    days: "",
    others: {},
  });

const textOf = (value: unknown, otherwise = ""): string =>
  typeof value === "number" || typeof value === "string" ? String(value) : otherwise;

const toolsText = (limit: Readonly<Record<string, unknown>>): string =>
  Array.isArray(limit["tools"]) ? limit["tools"].join("\n") : "";

export const planDraft = (
  { name, title, limits = {}, durationDays }: Plan,
  key: string,
  isOfTools: boolean,
): PlanDraft => {
  const { "rate-limit": rate = {}, quota = {}, budget = {}, models = {}, ...others } = limits;
  return {
    key,
    isOfTools,
    name,
    title: title ?? "",
    rateCount: textOf(rate["count"]),
    ratePeriod: textOf(rate["periodSeconds"], "60"),
    rateUnit: textOf(rate["unit"], "calls"),
    rateTools: toolsText(rate),
    quotaCount: textOf(quota["count"]),
    quotaPeriod: textOf(quota["period"], "month"),
    quotaUnit: textOf(quota["unit"], "calls"),
    quotaTools: toolsText(quota),
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

/** What the inputs do not say of one rule, and the tools that they say. */
const oneRule = (
  { rules: _several, tools: _before, ...one }: Readonly<Record<string, unknown>>,
  typed: string,
) => {
  const tools = toolsIn(typed);
  return tools.length === 0 ? one : { ...one, tools };
};

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
            ...oneRule(rate, draft.rateTools),
            count: Number(draft.rateCount),
            periodSeconds: Number(draft.ratePeriod),
            ...unitOf(rate, draft.rateUnit),
          },
        }),
    ...(draft.quotaCount === ""
      ? severalOf("quota", quota)
      : {
          quota: {
            ...oneRule(quota, draft.quotaTools),
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
