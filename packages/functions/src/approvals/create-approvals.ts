import { decideByLink } from "@latchkey/core/approval/decide-by-link";
import { type Approval, type ApprovalReads, readApproval } from "@latchkey/core/approval/read-approval";
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import { DECISION_FORM, type DecisionForm } from "../decisions/decision-form.ts";
import type { DecisionPorts } from "../decisions/decision-ports.ts";
import { tokenOf, untilSettled } from "../page/link-handler.ts";
import { type LinkPages, linkHandlers, linkPage } from "../page/link-page.ts";
import { pageResult } from "../page/page-result.ts";
import { GONE } from "./approval-notices.ts";
import { decidedPage } from "./decided-page.tsx";
import { openPage } from "./open-page.tsx";

export interface ApprovalsDependencies extends DecisionPorts {
  stores: ApprovalReads["stores"];
}

const PAGES: LinkPages<Approval> = {
  gone: ({ why }) => GONE[why],
  open: openPage,
  settled: (approval) => decidedPage(approval),
};

/** The link of an application's mail. */
export const createApprovals = (dependencies: ApprovalsDependencies) =>
  linkHandlers<Approval, DecisionForm, keyof typeof DECISION_FORM.faults>({
    ...dependencies,
    ...DECISION_FORM,
    pages: PAGES,
    find: (event) => read(dependencies, event),
    answer: (event, form) => decide(dependencies, event, form),
  });

const decide = async (
  dependencies: ApprovalsDependencies,
  event: APIGatewayProxyEvent,
  form: DecisionForm,
): Promise<APIGatewayProxyResult> => {
  const sourceIp = event.requestContext.identity.sourceIp;
  const { keys, stores, now, commit } = dependencies;
  const { approval, conflict } = await untilSettled(() => {
    const moment = now();
    const work = { keys, stores, now: moment, commit: commit(moment) };
    return decideByLink(work, tokenOf(event), { ...form, sourceIp });
  });
  if (approval.state !== "decided" || !conflict) return linkPage(PAGES, approval);
  return pageResult(409, decidedPage(approval, form.decision));
};

const read = ({ keys, stores, now }: ApprovalsDependencies, event: APIGatewayProxyEvent) =>
  readApproval({ keys, stores, now: now() }, tokenOf(event));
