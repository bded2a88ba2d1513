import { notFound } from "../refusal.ts";
import type { Write } from "../store/change.ts";
import { ofTeamStill, releases } from "./claims.ts";
import type { Credential, CredentialRecord } from "./credential.ts";
import { credentialEvent, credentialResult } from "./credential-event.ts";
import type { CredentialWork } from "./credential-work.ts";
import { refuseForRoot } from "./handed-on.ts";
import type { CredentialIds } from "./part/minted.ts";
import { credentialToChange } from "./read-credential.ts";

/** Its calls are refused from this write on, within the authorizer's cache life. */
export const revokeCredential = async (work: CredentialWork, place: CredentialIds): Promise<void> => {
  const { consumer, credential } = await credentialToChange(work, place);
  refuseForRoot(work.caller, consumer);
  await work.commit({
    writes: [
      ...revocation(credential, consumer.team),
      ...((credential.pointers ?? []).length > 0 ? [ofTeamStill(consumer)] : []),
    ],
    events: [credentialEvent(work, consumer.team, credential, "credential.revoked")],
    result: credentialResult(credential),
  });
};

/** The writes that remove a credential: itself, its place in the count, and what it was found by. */
export const revocation = (credential: Credential, team: string): Write<CredentialRecord>[] => [
  { write: "erase", record: { kind: "credential", value: credential }, tombstone: false },
  {
    write: "count",
    counter: { of: "consumer", id: credential.consumerId, what: "credentials" },
    by: -1,
    otherwise: notFound("consumer"),
  },
  ...releases(team, credential.pointers ?? []),
];
