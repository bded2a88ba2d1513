import type { NewEvent } from "../event/event.ts";
import type { WorkContext } from "../store/work.ts";
import type { Credential } from "./credential.ts";
import { credentialEvent } from "./credential-event.ts";

/** What is told of a change that has enabled or disabled the credential; nothing of one that has left it as it was. */
export const statusEvents = (
  work: Pick<WorkContext, "actor">,
  team: string,
  before: Credential,
  after: Credential,
): NewEvent[] => {
  if (after.status === before.status) return [];
  return [
    credentialEvent(
      work,
      team,
      before,
      after.status === "enabled" ? "credential.enabled" : "credential.disabled",
    ),
  ];
};
