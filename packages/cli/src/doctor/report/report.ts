import type { Result } from "../check/check.ts";

/** What a run has found: the file that is sent back. */
export interface Report {
  readonly doctor: { readonly version: string; readonly node: string; readonly platform: string };
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly stage: {
    readonly control: string;
    readonly gateway?: string | undefined;
    readonly portal?: string | undefined;
    readonly issuer?: string | undefined;
    readonly upstream?: string | undefined;
    /** What `GET /healthz` of the control plane says of the version, where it does. */
    readonly health?: unknown;
  };
  readonly outcome: "held" | "broken" | "stopped";
  readonly counts: Readonly<Record<Result["outcome"], number>>;
  readonly checks: readonly Result[];
  /** Teams of earlier runs. */
  readonly leftovers: { readonly removed: readonly string[]; readonly kept: readonly string[] };
}

export const countOutcomes = (results: readonly Result[]): Report["counts"] => {
  const count = (outcome: Result["outcome"]) => results.filter((result) => result.outcome === outcome).length;
  return {
    held: count("held"),
    broken: count("broken"),
    look: count("look"),
    "not-asked": count("not-asked"),
  };
};
