import { type AnswerWork, answerInvitation } from "@latchkey/core/invitation-answer/answer-invitation";
import { type FoundInvitation, readInvitation } from "@latchkey/core/invitation-answer/read-invitation";
import type { PlatformCommit } from "@latchkey/core/platform/records";
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import type { Log } from "../composition/log.ts";
import { isForeign } from "../page/foreign-request.ts";
import { guarded, type Handle, tokenOf, untilSettled } from "../page/link-handler.ts";
import { noticePage, REFUSED, UNKNOWN } from "../page/notice-page.tsx";
import { pageResult } from "../page/page-result.ts";
import { type AnswerForm, readAnswerForm } from "./answer-form.ts";
import { answeredPage } from "./answered-page.tsx";
import { FAULTS, GONE } from "./invitation-notices.ts";
import { openInvitationPage } from "./open-invitation-page.tsx";

export interface InvitationsDependencies extends Pick<AnswerWork, "keys" | "stores" | "random"> {
  now(): number;
  commit(now: number): PlatformCommit;
  /** The origin that our own pages have. */
  controlUrl: string;
  log: Log;
}

/** `GET` and `HEAD`: shows what the link answers, or its current state, and changes nothing. */
export const createShowInvitation = (dependencies: InvitationsDependencies): Handle =>
  guarded(dependencies.log, async (event) => pageOf(await read(dependencies, event)));

/** `POST`: answers. */
export const createAnswerInvitation = (dependencies: InvitationsDependencies): Handle =>
  guarded(dependencies.log, async (event) => {
    if (isForeign(event, dependencies.controlUrl)) return pageResult(403, noticePage(REFUSED.foreign));
    const form = readAnswerForm(event);
    if (form === "media-type") return pageResult(415, noticePage(REFUSED[form]));
    if (form === "too-large") return pageResult(413, noticePage(REFUSED[form]));
    return form === "decision" ? invalidFormPage(dependencies, event) : answer(dependencies, event, form);
  });

const answer = async (
  { keys, stores, random, now, commit }: InvitationsDependencies,
  event: APIGatewayProxyEvent,
  form: AnswerForm,
): Promise<APIGatewayProxyResult> => {
  const { sourceIp } = event.requestContext.identity;
  const { found, conflict } = await untilSettled(() => {
    const moment = now();
    const work = { keys, stores, random, now: moment, commit: commit(moment) };
    return answerInvitation(work, { ...form, token: tokenOf(event), sourceIp });
  });
  if (!conflict) return pageOf(found);
  if (found.state === "open") return pageResult(409, openInvitationPage(found, FAULTS.role));
  return found.state === "answered" ? pageResult(409, answeredPage(found, form.decision)) : pageOf(found);
};

/** The link's own state comes first: only where there is something to answer is the form's fault worth telling. */
const invalidFormPage = async (
  dependencies: InvitationsDependencies,
  event: APIGatewayProxyEvent,
): Promise<APIGatewayProxyResult> => {
  const found = await read(dependencies, event);
  if (found.state === "open") return pageResult(400, openInvitationPage(found, FAULTS.decision));
  const shown = pageOf(found);
  return found.state === "answered" ? { ...shown, statusCode: 400 } : shown;
};

const read = ({ keys, stores, now }: InvitationsDependencies, event: APIGatewayProxyEvent) =>
  readInvitation({ keys, stores, now: now() }, tokenOf(event));

const pageOf = (found: FoundInvitation): APIGatewayProxyResult => {
  switch (found.state) {
    case "unknown":
      return pageResult(404, noticePage(UNKNOWN));
    case "gone":
      return pageResult(410, noticePage(GONE[found.why]));
    case "open":
      return pageResult(200, openInvitationPage(found));
    case "answered":
      return pageResult(200, answeredPage(found));
  }
};
