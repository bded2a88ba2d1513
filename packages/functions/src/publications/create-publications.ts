import { decidePublicationByLink } from "@latchkey/core/publication/decide-publication-by-link";
import {
  type FoundPublication,
  type PublicationReads,
  readPublication,
} from "@latchkey/core/publication/read-publication";
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import { DECISION_FORM, type DecisionForm } from "../decisions/decision-form.ts";
import type { DecisionPorts } from "../decisions/decision-ports.ts";
import { tokenOf, untilSettled } from "../page/link-handler.ts";
import { type LinkPages, linkHandlers, linkPage } from "../page/link-page.ts";
import { pageResult } from "../page/page-result.ts";
import { decidedPublicationPage, GONE, openPublicationPage } from "./publication-pages.tsx";

export interface PublicationsDependencies extends DecisionPorts {
  stores: PublicationReads["stores"];
  admins: readonly string[];
}

const PAGES: LinkPages<FoundPublication> = {
  gone: ({ why }) => GONE[why],
  open: openPublicationPage,
  settled: (found) => decidedPublicationPage(found),
};

/** The link of the mail about a service that waits for its publication. */
export const createPublications = (dependencies: PublicationsDependencies) =>
  linkHandlers<FoundPublication, DecisionForm, keyof typeof DECISION_FORM.faults>({
    ...dependencies,
    ...DECISION_FORM,
    pages: PAGES,
    find: (event) => read(dependencies, event),
    answer: (event, form) => decide(dependencies, event, form),
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
    : linkPage(PAGES, found);
};

const read = ({ keys, stores, admins, now }: PublicationsDependencies, event: APIGatewayProxyEvent) =>
  readPublication({ keys, stores, admins, now: now() }, tokenOf(event));
