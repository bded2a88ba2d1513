import { decideByLink, type LinkDecision } from "@latchkey/core/approval/decide-by-link";
import { type Approval, type ApprovalReads, readApproval } from "@latchkey/core/approval/read-approval";
import { type Commit, Raced, Unavailable } from "@latchkey/core/store/change";
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import type { Log } from "../composition/log.ts";
import { decidedPage } from "./decided-page.tsx";
import { type DecisionForm, type FormFault, readDecisionForm } from "./decision-form.ts";
import { isForeign } from "./foreign-request.ts";
import { FAULTS, GONE, noticePage, REFUSED, UNKNOWN } from "./notice-page.tsx";
import { openPage } from "./open-page.tsx";
import { pageResult } from "./page-result.ts";

export interface ApprovalsDependencies {
  keys: ApprovalReads["keys"];
  stores: ApprovalReads["stores"];
  now(): number;
  commit(now: number): Commit;
  /** The origin that our own pages have. */
  controlUrl: string;
  log: Log;
}

type Handle = (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;

/** How often a decision that raced is decided again. */
const MOST_TRIES = 5;

/** `GET` and `HEAD`: shows what the link decides, or what has become of it, and changes nothing. */
export const createShowApproval = (dependencies: ApprovalsDependencies): Handle =>
  guarded(dependencies.log, async (event) => {
    const { keys, stores } = dependencies;
    const shown = pageOf(await readApproval({ keys, stores, now: dependencies.now() }, tokenOf(event)));
    return event.httpMethod === "HEAD" ? { ...shown, body: "" } : shown;
  });

/** `POST`: decides. */
export const createDecideApproval = (dependencies: ApprovalsDependencies): Handle =>
  guarded(dependencies.log, async (event) => {
    if (isForeign(event, dependencies.controlUrl)) return pageResult(403, noticePage(REFUSED.foreign));
    const form = readDecisionForm(event);
    if (form === "media-type") return pageResult(415, noticePage(REFUSED[form]));
    if (form === "too-large") return pageResult(413, noticePage(REFUSED[form]));
    return typeof form === "string" ? mendable(dependencies, event, form) : decide(dependencies, event, form);
  });

const decide = async (
  dependencies: ApprovalsDependencies,
  event: APIGatewayProxyEvent,
  form: DecisionForm,
): Promise<APIGatewayProxyResult> => {
  const sourceIp = event.requestContext.identity.sourceIp;
  const decided = await untilSettled(dependencies, tokenOf(event), { ...form, sourceIp });
  const { approval, conflict } = decided;
  if (approval.state !== "decided" || !conflict) return pageOf(approval);
  return pageResult(409, decidedPage(approval, form.decision));
};

const untilSettled = async (
  { keys, stores, now, commit }: ApprovalsDependencies,
  token: string,
  decision: Parameters<typeof decideByLink>[2],
): Promise<LinkDecision> => {
  for (let tries = 1; ; tries += 1) {
    const moment = now();
    try {
      return await decideByLink({ keys, stores, now: moment, commit: commit(moment) }, token, decision);
    } catch (error) {
      if (!(error instanceof Raced) || tries >= MOST_TRIES) throw error;
    }
  }
};

/** The link's own state comes first: only where there is something to decide is the form's fault worth telling. */
const mendable = async (
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

const tokenOf = (event: APIGatewayProxyEvent): string => event.pathParameters?.["token"] ?? "";

/** Whoever follows a link from a mail gets a page, also when it fails. The log never sees the path: it is a key. */
const guarded =
  (log: Log, handle: Handle): Handle =>
  async (event) => {
    try {
      return await handle(event);
    } catch (error) {
      const { requestId } = event.requestContext;
      const busy = error instanceof Unavailable || error instanceof Raced;
      log.error(busy ? "unavailable" : "internal-error", { requestId, resource: event.resource, error });
      return busy
        ? pageResult(503, noticePage(REFUSED.busy), { "Retry-After": "2" })
        : pageResult(500, noticePage(REFUSED.broken));
    }
  };
