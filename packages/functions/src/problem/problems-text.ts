import { PROBLEM_ADVICE } from "./problem-advice.ts";
import { PROBLEM_CODES, problemStatus, problemTitle } from "./problem-document.ts";

/** `docs/problems.md`: a heading for each code, which the `type` of a problem points at. */
export const problemsMarkdown = (): string =>
  [
    "# Problems",
    "",
    "Every refusal is a problem document (RFC 9457) with a stable `code`, and `type` leads here.",
    ...PROBLEM_CODES.flatMap((code) => [
      "",
      `## ${code}`,
      `${problemStatus(code)} ${problemTitle(code)}. ${PROBLEM_ADVICE[code]}`,
    ]),
    "",
  ].join("\n");
