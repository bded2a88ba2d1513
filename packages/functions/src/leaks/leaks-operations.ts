import { GithubInput, LeaksInput, LeaksReceived } from "./leak-input.ts";

/** As the OpenAPI document describes them: anybody may ask, so no caller is known to carry them out for. */
export const leaksOperations = {
  reportLeaks: {
    summary: "Report keys and client secrets that were found in public.",
    body: LeaksInput,
    answer: LeaksReceived,
    status: 202,
  },
  reportLeaksOfGithub: {
    summary: "What GitHub's secret scanning has found.",
    body: GithubInput,
    answer: LeaksReceived,
    status: 202,
  },
} as const;
