import { type AnswerWork, answerInvitation } from "@latchkey/core/invitation-answer/answer-invitation";
import { type FoundInvitation, readInvitation } from "@latchkey/core/invitation-answer/read-invitation";
import type { PlatformCommit } from "@latchkey/core/platform/records";
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import type { Log } from "../composition/log.ts";
import { tokenOf, untilSettled } from "../page/link-handler.ts";
import { type LinkPages, linkHandlers, linkPage } from "../page/link-page.ts";
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

const PAGES: LinkPages<FoundInvitation> = {
  gone: ({ why }) => GONE[why],
  open: openInvitationPage,
  settled: (found) => answeredPage(found),
};

const pageOf = (found: FoundInvitation): APIGatewayProxyResult => linkPage(PAGES, found);

/** The link of an invitation's mail. */
export const createInvitations = (dependencies: InvitationsDependencies) =>
  linkHandlers<FoundInvitation, AnswerForm, "decision">({
    ...dependencies,
    pages: PAGES,
    faults: FAULTS,
    readForm: readAnswerForm,
    find: (event) => read(dependencies, event),
    answer: (event, form) => answer(dependencies, event, form),
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

const read = ({ keys, stores, now }: InvitationsDependencies, event: APIGatewayProxyEvent) =>
  readInvitation({ keys, stores, now: now() }, tokenOf(event));
