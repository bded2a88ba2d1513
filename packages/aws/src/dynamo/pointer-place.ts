import type { IdentityHolder } from "@latchkey/core/call-records/call-records";
import type { CredentialPlace } from "@latchkey/core/credential/part/credential-place";
import { lookupOf } from "@latchkey/core/credential/part/credential-place";

/** The holder of a pointer is `consumerId/credentialId`. */
export const placeOf = (holder: unknown): CredentialPlace | undefined => {
  const found = holderOf(holder);
  return found && { consumerId: found.consumerId, lookup: found.lookup };
};

export const holderOf = (holder: unknown): IdentityHolder | undefined => {
  if (typeof holder !== "string") return undefined;
  const [consumerId, credentialId] = holder.split("/", 2);
  return consumerId && credentialId
    ? { consumerId, credentialId, lookup: lookupOf(credentialId) }
    : undefined;
};
