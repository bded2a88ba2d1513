import type { ChainVerdict } from "@latchkey/core/audit/verify-chain";
import type { Measure } from "../composition/metrics.ts";

/** Whoever runs the platform hears of a chain that is not as it was written, whoever has looked. */
export const tellBroken = (measure: Measure, at: number, team: string, verdict: ChainVerdict): void =>
  measure(at, [{ name: "AuditBroken", unit: "Count", value: 1 }], {
    team,
    firstBad: verdict.firstBad ?? "",
    reason: verdict.reason ?? "",
  });
