import { type DueVerdicts, verifyDueChains } from "@latchkey/core/audit/verify-due-chains";
import * as z from "zod/mini";
import { now } from "../composition/clock.ts";
import { keyRings } from "../composition/dependencies.ts";
import { createLog } from "../composition/log.ts";
import { measure } from "../composition/metrics.ts";
import { auditDependencies } from "./audit-dependencies.ts";
import { tellBroken } from "./tell-broken.ts";

const log = createLog("verify-chains");

/** No chain is begun after this: the function is stopped after 15 minutes, and the longest chain has to end before. */
const BEGIN_WITHIN_MS = 5 * 60_000;

const Invocation = z.object({ all: z.literal(true) });

/**
 * Invoked on a schedule, every hour: each team's audit is verified once a day, whether anybody asks or not. Invoked with
 * `{"all": true}` by an operator: every team's, now.
 */
export const handler = async (event?: unknown): Promise<DueVerdicts> => {
  const verdicts = await verifyDueChains({
    ...auditDependencies(),
    keys: keyRings(),
    now,
    all: Invocation.safeParse(event).success,
    until: now() + BEGIN_WITHIN_MS,
    broken: (team, verdict) => tellBroken(measure, now(), team, verdict),
  });
  if (verdicts.broken > 0 || verdicts.left > 0) log.warn("audit-verified", { ...verdicts });
  return verdicts;
};
