import { decidePublicationByLink } from "@latchkey/core/publication/decide-publication-by-link";
import {
  type FoundPublication,
  type PublicationReads,
  readPublication,
} from "@latchkey/core/publication/read-publication";
import { decisionHandlers } from "../decisions/decision-handlers.ts";
import type { DecisionPorts } from "../decisions/decision-ports.ts";
import { decidedPublicationPage, GONE, openPublicationPage } from "./publication-pages.tsx";

export interface PublicationsDependencies extends DecisionPorts {
  stores: PublicationReads["stores"];
  admins: readonly string[];
}

/** The link of the mail about a service that waits for its publication. */
export const createPublications = (dependencies: PublicationsDependencies) => {
  const { keys, stores, admins, commit } = dependencies;
  return decisionHandlers<FoundPublication>(dependencies, {
    pages: { gone: ({ why }) => GONE[why], open: openPublicationPage, settled: decidedPublicationPage },
    read: (token, now) => readPublication({ keys, stores, admins, now }, token),
    decide: (token, form, { now }) =>
      decidePublicationByLink({ keys, stores, admins, now, commit: commit(now) }, token, form),
  });
};
