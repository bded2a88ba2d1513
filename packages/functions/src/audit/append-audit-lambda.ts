import { recordRing } from "@latchkey/aws/key-ring/record-ring";
import { auditLogTable } from "@latchkey/aws/stores/audit-table";
import { erasedTable } from "@latchkey/aws/stores/erased-table";
import { once } from "@latchkey/core/once";
import type { DynamoDBStreamEvent } from "aws-lambda";
import { now } from "../composition/clock.ts";
import { keyRings, table } from "../composition/dependencies.ts";
import { createLog } from "../composition/log.ts";
import { measure } from "../composition/metrics.ts";
import { createAppendAudit } from "./create-append-audit.ts";
import { tellTampered } from "./tell-broken.ts";

const append = once(() =>
  createAppendAudit({
    audit: auditLogTable({ ...table(), now, ring: () => keyRings().ring("audit") }),
    erased: erasedTable(table()),
    seals: recordRing(keyRings()),
    tampered: (team, target) => tellTampered(measure, now(), team, target),
    log: createLog("append-audit"),
  }),
);

/** Invoked with the table's stream, filtered by `AUDIT_FILTERS`. Nothing else writes to the audit. */
export const handler = (batch: DynamoDBStreamEvent): Promise<void> => append()(batch);
