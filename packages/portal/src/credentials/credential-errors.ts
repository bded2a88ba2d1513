import type { Problem } from "../api/problem.ts";
import { fieldErrors } from "../ui/form-errors.ts";

/** The input that each member of a problem's pointers is shown at, where they differ in name. */
const SHOWN_AT: Readonly<Record<string, string>> = { expiresAt: "expiresOn", in: "placeName" };

/**
 * What the API said of a credential's inputs.
 * @param shownAt further members that another input sets
 */
export const credentialErrors = (
  problem: Problem | undefined,
  inputs: readonly string[],
  shownAt: Readonly<Record<string, string>> = {},
): Record<string, string> => {
  if (problem === undefined) return {};
  const known = { ...SHOWN_AT, ...shownAt };
  const found = fieldErrors(problem, [...inputs, ...Object.keys(known)]);
  return Object.fromEntries(
    Object.entries(found).map(([member, detail]) => [known[member] ?? member, detail]),
  );
};
