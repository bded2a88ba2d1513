import type { ChainVerdict } from "@latchkey/core/audit/verify-chain";
import type { Measure } from "../composition/metrics.ts";

const tell = (measure: Measure, at: number, facts: Record<string, string>): void =>
  measure(at, [{ name: "AuditBroken", unit: "Count", value: 1 }], facts);

/** Each verification notifies the operators of a chain that was changed. */
export const tellBroken = (measure: Measure, at: number, team: string, verdict: ChainVerdict): void =>
  tell(measure, at, { team, firstBad: verdict.firstBad ?? "", reason: verdict.reason ?? "tampered" });

/** Operators hear once of each record that was written past the program. */
export const tellTampered = (measure: Measure, at: number, team: string, target: string): void =>
  tell(measure, at, { team, target, reason: "tampered" });
