import { isoTime } from "../clock.ts";
import { consumerFor } from "../consumer/read-consumer.ts";
import type { NewEvent } from "../event/event.ts";
import { expectRevision } from "../expect-revision.ts";
import { invalidInput, notFound } from "../refusal.ts";
import { nextRevision } from "../resource.ts";
import type { Write } from "../store/change.ts";
import { claims, hasOtherKeys, issuerClaim, releases } from "./claims.ts";
import type { Credential, CredentialRecord } from "./credential.ts";
import type { CredentialPatch } from "./credential-input.ts";
import type { CredentialWork } from "./credential-work.ts";
import { changedWithin, refuseForRoot } from "./handed-on.ts";
import { patchCredential } from "./patch-credential.ts";

export const changeCredential = async (
  work: CredentialWork,
  consumerId: string,
  id: string,
  patch: CredentialPatch,
): Promise<Credential> => {
  const { consumer, credential } = await credentialFor(work, consumerId, id);
  if (patch.expiresAt && Date.parse(patch.expiresAt) <= work.now)
    throw invalidInput("/expiresAt", "This time has passed.");
  const patched = patchCredential(work.stage, credential, patch);
  const at = isoTime(work.now);
  // What would have been announced before now, had it always had this end, is not.
  const moved = patched.expiresAt === credential.expiresAt ? {} : { remindedUntil: at };
  const next = nextRevision<Credential>(patched, moved, at);
  refuseForRoot(work.caller, consumer);
  const changed = allowsNothingNew(patch) ? next : await changedWithin(work, consumer, credential, next);
  const [before, after] = [credential.pointers ?? [], changed.pointers ?? []];
  const type = changed.status === "enabled" ? "credential.enabled" : "credential.disabled";
  await work.commit({
    writes: [
      { write: "replace", record: { kind: "credential", value: changed } },
      ...claims(
        changed,
        consumer.team,
        after.filter((pointer) => !before.includes(pointer)),
      ),
      ...releases(
        consumer.team,
        before.filter((pointer) => !after.includes(pointer)),
      ),
      ...(hasOtherKeys(credential, changed) ? await issuerClaim(work, consumer.team, changed) : []),
    ],
    events: changed.status === credential.status ? [] : [eventOf(work, consumer.team, credential, type)],
    result: { kind: "credential", keys: { consumer: consumerId, credential: id } },
  });
  return changed;
};

/**
 * Renaming, disabling and hiding hand nothing on, and must not cut the credential's end. Shown to an upstream, a secret
 * may be used by whoever owns that.
 */
const allowsNothingNew = ({ name: _name, hideCredential, status, ...rest }: CredentialPatch): boolean =>
  status !== "enabled" &&
  hideCredential !== false &&
  Object.values(rest).every((value) => value === undefined);

/** Its calls are refused from this write on, within the authorizer's cache life. */
export const revokeCredential = async (
  work: CredentialWork,
  consumerId: string,
  id: string,
): Promise<void> => {
  const { consumer, credential } = await credentialFor(work, consumerId, id);
  refuseForRoot(work.caller, consumer);
  await work.commit({
    writes: revocation(credential, consumer.team),
    events: [eventOf(work, consumer.team, credential, "credential.revoked")],
    result: { kind: "credential", keys: { consumer: consumerId, credential: id } },
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

const eventOf = (
  work: CredentialWork,
  team: string,
  credential: Credential,
  type: NewEvent["type"],
): NewEvent => ({
  type,
  actor: work.actor,
  team,
  consumer: credential.consumerId,
  credential: credential.id,
  ...(type === "credential.revoked" ? { credentialName: credential.name } : {}),
});

const credentialFor = async (work: CredentialWork, consumerId: string, id: string) => {
  const consumer = await consumerFor(work, consumerId, "change-credentials");
  const credential = await work.stores.credential(consumerId, id);
  if (!credential) throw notFound("credential");
  expectRevision(work.expectedRevision, credential);
  return { consumer, credential };
};
