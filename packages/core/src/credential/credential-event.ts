import type { NewEvent } from "../event/event.ts";
import type { WorkContext } from "../store/work.ts";
import type { Credential } from "./credential.ts";

/** An event of a credential. A revoked credential is gone when the event is read, so the event names it. */
export const credentialEvent = (
  { actor }: Pick<WorkContext, "actor">,
  team: string,
  { consumerId, id, name }: Pick<Credential, "consumerId" | "id" | "name">,
  type: Extract<NewEvent["type"], `credential.${string}`>,
): NewEvent => ({
  type,
  actor,
  team,
  consumer: consumerId,
  credential: id,
  ...(type === "credential.revoked" ? { credentialName: name } : {}),
});

/** By what a repeated request finds the credential that the first one made or changed. */
export const credentialResult = ({ consumerId, id }: Pick<Credential, "consumerId" | "id">) => ({
  kind: "credential" as const,
  keys: { consumer: consumerId, credential: id },
});
