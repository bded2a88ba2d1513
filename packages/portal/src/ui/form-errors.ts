import type { Problem } from "../api/problem.ts";

/**
 * The problem's errors by the form's fields: `/plans/0/name` is `plans.0.name`. What fits no field of the form is
 * left to be shown above it.
 */
export const fieldErrors = (problem: Problem, fields: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    problem.errors.flatMap(({ pointer, detail }) => {
      const path = pointer.split("/").slice(1).join(".");
      const field = fields.find((each) => path === each || path.startsWith(`${each}.`));
      return field === undefined ? [] : [[field, detail]];
    }),
  );
