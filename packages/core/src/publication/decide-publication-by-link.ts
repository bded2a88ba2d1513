import type { ServiceRecord } from "../service/service.ts";
import type { Commit } from "../store/change.ts";
import { applyPublicationDecision, type PublicationDecision } from "./decide-publication.ts";
import { type FoundPublication, type PublicationReads, readPublication } from "./read-publication.ts";

/**
 * Decides by an admin's link. The same decision again changes nothing and shows the current state; `conflict` says that the
 * opposite had been decided before.
 *
 * @throws Raced when the service was changed in the same moment: do it again, and it reads as it is by then.
 */
export const decidePublicationByLink = async (
  work: PublicationReads & { commit: Commit<ServiceRecord> },
  token: string,
  decided: PublicationDecision,
): Promise<{ found: FoundPublication; conflict: boolean }> => {
  const found = await readPublication(work, token);
  if (found.state === "decided") return { found, conflict: found.decision !== decided.decision };
  if (found.state !== "open") return { found, conflict: false };
  const { link } = found;
  const { publication, ...changed } = await applyPublicationDecision(
    work,
    found.service,
    decided,
    link.admin,
  );
  if (!publication) throw new Error("A decision stays with the service.");
  const service = { ...changed, publication };
  return { found: { state: "decided", link, service, decision: decided.decision }, conflict: false };
};
