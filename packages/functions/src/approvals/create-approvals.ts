import { decideByLink } from "@latchkey/core/approval/decide-by-link";
import { type Approval, type ApprovalReads, readApproval } from "@latchkey/core/approval/read-approval";
import { Refusal } from "@latchkey/core/refusal";
import { decisionHandlers } from "../decisions/decision-handlers.ts";
import type { DecisionPorts } from "../decisions/decision-ports.ts";
import { GONE } from "./approval-notices.ts";
import { decidedPage } from "./decided-page.tsx";
import { openPage } from "./open-page.tsx";

export interface ApprovalsDependencies extends DecisionPorts {
  stores: ApprovalReads["stores"];
  admins: readonly string[];
}

/** The link of an application's mail. */
export const createApprovals = (dependencies: ApprovalsDependencies) => {
  const { keys, stores, admins, commit } = dependencies;
  return decisionHandlers<Approval>(dependencies, {
    pages: { gone: ({ why }) => GONE[why], open: openPage, settled: decidedPage },
    read: (token, now) => readApproval({ keys, stores, admins, now }, token),
    decide: async (token, form, { now, sourceIp }) => {
      const work = { keys, stores, admins, now, commit: commit(now) };
      try {
        const { approval, conflict } = await decideByLink(work, token, { ...form, sourceIp });
        return { found: approval, conflict };
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== "invalid-input") throw error;
        const { message: fault } = error;
        return { found: await readApproval(work, token), conflict: false, fault };
      }
    },
  });
};
