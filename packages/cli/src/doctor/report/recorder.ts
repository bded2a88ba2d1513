import type { Claim, Result } from "../check/check.ts";
import { type Finding, notAsked } from "../check/finding.ts";

/** Takes results in whichever order they come, and tells them in the order of the claims. */
export interface Recorder {
  record(claim: Claim, finding: Finding, milliseconds: number): void;
  /** Tells what was not recorded as not asked, and answers everything. */
  finish(why: string): readonly Result[];
}

export const createRecorder = (
  claims: readonly Claim[],
  redact: (text: string) => string,
  tell: (result: Result) => void,
): Recorder => {
  const results = new Map<string, Result>();
  let told = 0;
  const tellReady = (): void => {
    for (; told < claims.length; told += 1) {
      const result = results.get(claims[told]?.id ?? "");
      if (!result) return;
      tell(result);
    }
  };
  const record: Recorder["record"] = (
    { id, claim, expected, remedy, page },
    { outcome, actual },
    milliseconds,
  ) => {
    const said = redact(actual);
    results.set(id, {
      id,
      claim,
      expected,
      remedy,
      page,
      outcome,
      actual: said,
      milliseconds: Math.round(milliseconds),
    });
    tellReady();
  };
  return {
    record,
    finish: (why) => {
      for (const claim of claims) if (!results.has(claim.id)) record(claim, notAsked(why), 0);
      return claims.flatMap(({ id }) => results.get(id) ?? []);
    },
  };
};
