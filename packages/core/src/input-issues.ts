import type * as z from "zod/mini";

type Issue = z.core.$ZodIssue;

/**
 * What is wrong with an input, each by its own path: of a union it is what the form lacks that the input is nearest to, the one
 * with the fewest issues.
 */
export const inputIssues = (error: z.core.$ZodError): Issue[] => error.issues.flatMap(issuesOf);

const issuesOf = (issue: Issue): Issue[] => {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return [issue];
  const forms = issue.errors.map((issues) => issues.flatMap(issuesOf));
  const nearest = forms.reduce((one, other) => (weight(other) < weight(one) ? other : one));
  return nearest.map((each) => ({ ...each, path: [...issue.path, ...each.path] }));
};

/** Each unknown member counts. */
const weight = (issues: readonly Issue[]): number =>
  issues.reduce((sum, each) => sum + (each.code === "unrecognized_keys" ? each.keys.length : 1), 0);
