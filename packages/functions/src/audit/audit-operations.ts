import { AUDIT_ACTIONS } from "@latchkey/core/audit/audit-action";
import { AuditFacts } from "@latchkey/core/audit/audit-entry";
import type { AuditFilter } from "@latchkey/core/audit/audit-store";
import { type AuditReads, listAudit, verifyAudit } from "@latchkey/core/audit/read-audit";
import { IsoTime, Slug } from "@latchkey/core/text";
import { viewOf } from "@latchkey/core/view-of";
import * as z from "zod/mini";
import type { Measure } from "../composition/metrics.ts";
import { list, operation, PageQuery, pageOf } from "../http/operation.ts";
import { PageAnswer } from "../http/page-answer.ts";
import { exportAudit } from "./export-audit.ts";
import { tellBroken } from "./tell-broken.ts";

export const EntryView = z.extend(
  viewOf(AuditFacts, {
    at: true,
    actor: true,
    sourceIp: true,
    action: false,
    target: true,
    before: true,
    after: true,
  }),
  {
    // Chains hold what was written in their time: an older action than these is shown as it is.
    action: z.enum(AUDIT_ACTIONS),
    id: z.string(),
    team: z.string(),
    seq: z.int(),
    hash: z.string(),
    previousHash: z.string(),
    redacted: z.optional(z.literal(true)),
  },
);

const AuditQuery = z.strictObject({
  ...PageQuery,
  team: z.optional(Slug),
  from: z.optional(IsoTime),
  to: z.optional(IsoTime),
});

export const Verdict = z.object({
  ok: z.boolean(),
  entries: z.int(),
  redacted: z.optional(z.int()),
  firstBad: z.optional(z.string()),
  reason: z.optional(z.string()),
  tampered: z.optional(z.array(z.string())),
});

const filterOf = ({ team, from, to }: z.infer<typeof AuditQuery>): AuditFilter => ({
  ...(team === undefined ? {} : { team }),
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});

/** `reads` is asked when an operation runs: what describes them all has nothing to read with. */
export const auditOperations = (reads: () => AuditReads, measure: Measure) => ({
  listAudit: operation({
    summary:
      "Every change of a team's things, by time; for its owners. `Accept: application/x-ndjson` exports thousands at once.",
    query: AuditQuery,
    answer: PageAnswer(EntryView),
    handle: async (work, { query, accept }) => {
      const read = (page: { limit: number; cursor?: string }) =>
        listAudit(work, reads(), filterOf(query), page);
      return /^application\/x-ndjson\b/i.test(accept)
        ? exportAudit(read, query.cursor)
        : list(await read(pageOf(query)));
    },
  }),
  verifyAudit: operation({
    summary:
      "Whether a team's audit is as it was written and every record was: which entry is the first that is not, and which entries tell of records written past the program.",
    query: z.strictObject({ team: Slug }),
    answer: Verdict,
    handle: async (work, { query }) => {
      const body = await verifyAudit(work, reads(), query.team);
      if (body.reason !== undefined) tellBroken(measure, work.now, query.team, body);
      return { status: 200, body, etag: "of-content" };
    },
  }),
});
