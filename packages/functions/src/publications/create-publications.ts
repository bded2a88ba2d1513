import { decidePublicationByLink } from "@latchkey/core/publication/decide-publication-by-link";
import {
  type FoundPublication,
  type PublicationReads,
  readPublication,
} from "@latchkey/core/publication/read-publication";
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import { type DecisionForm, FAULTS, readDecisionForm } from "../decisions/decision-form.ts";
import type { DecisionPorts } from "../decisions/decision-ports.ts";
import { isForeign } from "../page/foreign-request.ts";
import { guarded, type Handle, tokenOf, untilSettled } from "../page/link-handler.ts";
import { noticePage, REFUSED, UNKNOWN } from "../page/notice-page.tsx";
import { pageResult } from "../page/page-result.ts";
import { decidedPublicationPage, GONE, openPublicationPage } from "./publication-pages.tsx";

export interface PublicationsDependencies extends DecisionPorts {
  stores: PublicationReads["stores"];
  admins: readonly string[];
}

/** `GET` and `HEAD`: shows what the link decides, or its current state, and changes nothing. */
export const createShowPublication = (dependencies: PublicationsDependencies): Handle =>
  guarded(dependencies.log, async (event) => pageOf(await read(dependencies, event)));

/** `POST`: decides. */
export const createDecidePublication = (dependencies: PublicationsDependencies): Handle =>
  guarded(dependencies.log, async (event) => {
    if (isForeign(event, dependencies.controlUrl)) return pageResult(403, noticePage(REFUSED.foreign));
    const form = readDecisionForm(event);
    if (form === "media-type") return pageResult(415, noticePage(REFUSED[form]));
    if (form === "too-large") return pageResult(413, noticePage(REFUSED[form]));
    if (typeof form !== "string") return decide(dependencies, event, form);
    // The link's own state comes first: only where there is something to decide is the form's fault worth telling.
    const found = await read(dependencies, event);
    if (found.state === "open") return pageResult(400, openPublicationPage(found, FAULTS[form]));
    const shown = pageOf(found);
    return found.state === "decided" ? { ...shown, statusCode: 400 } : shown;
  });

const decide = async (
  { keys, stores, admins, now, commit }: PublicationsDependencies,
  event: APIGatewayProxyEvent,
  form: DecisionForm,
): Promise<APIGatewayProxyResult> => {
  const { found, conflict } = await untilSettled(() => {
    const moment = now();
    const work = { keys, stores, admins, now: moment, commit: commit(moment) };
    return decidePublicationByLink(work, tokenOf(event), form);
  });
  return found.state === "decided" && conflict
    ? pageResult(409, decidedPublicationPage(found, form.decision))
    : pageOf(found);
};

const read = ({ keys, stores, admins, now }: PublicationsDependencies, event: APIGatewayProxyEvent) =>
  readPublication({ keys, stores, admins, now: now() }, tokenOf(event));

const pageOf = (found: FoundPublication): APIGatewayProxyResult => {
  switch (found.state) {
    case "unknown":
      return pageResult(404, noticePage(UNKNOWN));
    case "gone":
      return pageResult(410, noticePage(GONE[found.why]));
    case "open":
      return pageResult(200, openPublicationPage(found));
    case "decided":
      return pageResult(200, decidedPublicationPage(found));
  }
};
