import { isoTime } from "../clock.ts";
import { nextRevision } from "../resource.ts";
import type { Credential } from "./credential.ts";
import { credentialEvent, credentialResult } from "./credential-event.ts";
import type { Rotation } from "./credential-input.ts";
import { credentialType } from "./credential-types.ts";
import type { CredentialWork } from "./credential-work.ts";
import { changedWithin } from "./handed-on.ts";
import type { Issued } from "./issue-credential.ts";
import { overlapEnd } from "./overlap-end.ts";
import type { CredentialIds } from "./part/minted.ts";
import { credentialToChange } from "./read-credential.ts";

/**
 * Makes a new secret. The former one works until the overlap is over; one that was still in an overlap ends now, so
 * there are never more than two. The former one never outlives the credential.
 */
export const rotateCredential = async (
  work: CredentialWork,
  place: CredentialIds,
  { overlapSeconds }: Rotation,
): Promise<Issued> => {
  const { consumer, credential } = await credentialToChange(work, place);
  const from = isoTime(work.now);
  const until = overlapEnd(work.now + overlapSeconds * 1000, credential.expiresAt);
  const { rotated, secret } = await credentialType(credential.type).rotate(work, credential, { from, until });
  const changed = await changedWithin(
    work,
    consumer,
    credential,
    nextRevision<Credential>(
      rotated,
      { previousValidUntil: formerEnd(rotated, until), rotatedAt: from },
      from,
    ),
  );
  await work.commit({
    writes: [{ write: "replace", record: { kind: "credential", value: changed } }],
    events: [credentialEvent(work, consumer.team, credential, "credential.rotated")],
    result: credentialResult(credential),
  });
  return { credential: changed, secret };
};

/** Until when the former secret works; nothing where there is none, since it has leaked. */
const formerEnd = (rotated: Credential, validUntil: string): string | null =>
  "secrets" in rotated ? (rotated.secrets[1]?.validUntil ?? null) : validUntil;
