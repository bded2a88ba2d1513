import { anchorHeads } from "@latchkey/core/audit/anchor-heads";
import { now } from "../composition/clock.ts";
import { auditDependencies } from "./audit-dependencies.ts";

/** Invoked on a schedule, every five minutes. */
export const handler = (): Promise<{ teams: number }> => anchorHeads({ ...auditDependencies(), now: now() });
