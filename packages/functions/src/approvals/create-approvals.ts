import { decideByLink } from "@latchkey/core/approval/decide-by-link";
import { type Approval, type ApprovalReads, readApproval } from "@latchkey/core/approval/read-approval";
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import { type DecisionForm, FAULTS, type FormFault, readDecisionForm } from "../decisions/decision-form.ts";
import type { DecisionPorts } from "../decisions/decision-ports.ts";
import { isForeign } from "../page/foreign-request.ts";
import { guarded, type Handle, tokenOf, untilSettled } from "../page/link-handler.ts";
import { noticePage, REFUSED, UNKNOWN } from "../page/notice-page.tsx";
import { pageResult } from "../page/page-result.ts";
import { GONE } from "./approval-notices.ts";
import { decidedPage } from "./decided-page.tsx";
import { openPage } from "./open-page.tsx";

export interface ApprovalsDependencies extends DecisionPorts {
  stores: ApprovalReads["stores"];
}

/** `GET` and `HEAD`: shows what the link decides, or its current state, and changes nothing. */
export const createShowApproval = (dependencies: ApprovalsDependencies): Handle =>
  guarded(dependencies.log, async (event) => {
    const { keys, stores } = dependencies;
    return pageOf(await readApproval({ keys, stores, now: dependencies.now() }, tokenOf(event)));
  });

/** `POST`: decides. */
export const createDecideApproval = (dependencies: ApprovalsDependencies): Handle =>
  guarded(dependencies.log, async (event) => {
    if (isForeign(event, dependencies.controlUrl)) return pageResult(403, noticePage(REFUSED.foreign));
    const form = readDecisionForm(event);
    if (form === "media-type") return pageResult(415, noticePage(REFUSED[form]));
    if (form === "too-large") return pageResult(413, noticePage(REFUSED[form]));
    return typeof form === "string"
      ? invalidFormPage(dependencies, event, form)
      : decide(dependencies, event, form);
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
  if (approval.state !== "decided" || !conflict) return pageOf(approval);
  return pageResult(409, decidedPage(approval, form.decision));
};

/** The link's own state comes first: only where there is something to decide is the form's fault worth telling. */
const invalidFormPage = async (
  { keys, stores, now }: ApprovalsDependencies,
  event: APIGatewayProxyEvent,
  fault: Exclude<FormFault, "media-type" | "too-large">,
): Promise<APIGatewayProxyResult> => {
  const approval = await readApproval({ keys, stores, now: now() }, tokenOf(event));
  if (approval.state === "open") return pageResult(400, openPage(approval, FAULTS[fault]));
  const shown = pageOf(approval);
  return approval.state === "decided" ? { ...shown, statusCode: 400 } : shown;
};

const pageOf = (approval: Approval): APIGatewayProxyResult => {
  switch (approval.state) {
    case "unknown":
      return pageResult(404, noticePage(UNKNOWN));
    case "gone":
      return pageResult(410, noticePage(GONE[approval.why]));
    case "open":
      return pageResult(200, openPage(approval));
    case "decided":
      return pageResult(200, decidedPage(approval));
  }
};
