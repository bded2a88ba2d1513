import type { Problem } from "../api/problem.ts";

/** By the name of the input. */
export type DraftErrors = Readonly<Record<string, string>>;

/** The inputs of a plan for the members of its limits; the first that fits counts. */
export const PLAN_INPUTS = {
  "limits/rate-limit/periodSeconds": "ratePeriod",
  "limits/rate-limit/unit": "rateUnit",
  "limits/rate-limit/tools": "rateTools",
  "limits/rate-limit": "rateCount",
  "limits/quota/period": "quotaPeriod",
  "limits/quota/unit": "quotaUnit",
  "limits/quota/tools": "quotaTools",
  "limits/quota": "quotaCount",
  "limits/budget/period": "budgetPeriod",
  "limits/budget": "budgetUsd",
  "limits/models": "models",
  durationDays: "days",
} as const;

/**
 * What the API said of each draft of a list.
 * @param list its pointer without the first slash
 * @param keys of the drafts in the order in which they were sent, since some may have been removed meanwhile
 */
export const draftErrors =
  (
    problem: Problem | undefined,
    list: string,
    keys: readonly string[],
    inputs: Readonly<Record<string, string>> = {},
  ) =>
  (key: string): DraftErrors =>
    Object.fromEntries(
      (problem?.errors ?? []).flatMap(({ pointer, detail }) => {
        if (!pointer.startsWith(`/${list}/`)) return [];
        const [index, ...rest] = pointer.slice(list.length + 2).split("/");
        if (keys[Number(index)] !== key) return [];
        const member = rest.join("/");
        const named = Object.entries(inputs).find(([at]) => member === at || member.startsWith(`${at}/`));
        return [[named?.[1] ?? rest[0] ?? "name", detail]];
      }),
    );
