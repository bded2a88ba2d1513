import { isoTime } from "../clock.ts";
import { isRoot } from "../consumer/root-consumer.ts";
import { invalidInput } from "../refusal.ts";
import { nextRevision } from "../resource.ts";
import { refuseUnreachable } from "../stage/reachable-address.ts";
import type { StageSettings } from "../stage/stage-settings.ts";
import { claims, hasOtherKeys, issuerClaim, ofTeamStill, releases } from "./claims.ts";
import type { Credential } from "./credential.ts";
import { credentialResult } from "./credential-event.ts";
import type { CredentialPatch } from "./credential-input.ts";
import { credentialType } from "./credential-types.ts";
import type { CredentialWork } from "./credential-work.ts";
import { statusEvents } from "./enable-disable-credential.ts";
import { changedWithin, refuseForRoot } from "./handed-on.ts";
import { endingWithin } from "./longest-life.ts";
import { ChangedFields } from "./part/credential-input-fields.ts";
import type { CredentialIds } from "./part/minted.ts";
import { credentialToChange } from "./read-credential.ts";

export const changeCredential = async (
  work: CredentialWork,
  place: CredentialIds,
  patch: CredentialPatch,
): Promise<Credential> => {
  const { consumer, credential } = await credentialToChange(work, place);
  if (patch.expiresAt && Date.parse(patch.expiresAt) <= work.now)
    throw invalidInput("/expiresAt", "This time has passed.");
  if (patch.jwksUri !== undefined) refuseUnreachable(work.stage, "/jwksUri", consumer.team, patch.jwksUri);
  const asked = patchedCredential(work.stage, credential, patch, work.now);
  const team = isRoot(consumer) ? undefined : await work.stores.team(consumer.team);
  const patched = endingWithin(asked, team?.maxCredentialDays);
  const at = isoTime(work.now);
  // Reminders that the new end would have made due before now are not sent.
  const moved = patched.expiresAt === credential.expiresAt ? {} : { remindedUntil: at };
  const next = nextRevision<Credential>(patched, moved, at);
  refuseForRoot(work.caller, consumer);
  const changed = allowsNothingNew(patch) ? next : await changedWithin(work, consumer, credential, next);
  const [before, after] = [credential.pointers ?? [], changed.pointers ?? []];
  await work.commit({
    writes: [
      { write: "replace", record: { kind: "credential", value: changed } },
      // A rule that is set meanwhile shortens what it finds: an end that was moved past it would stay.
      ...(team && patch.expiresAt !== undefined
        ? [{ write: "expect-team" as const, slug: team.slug, revision: team.revision }]
        : []),
      ...(allowsNothingNew(patch) ? [] : [ofTeamStill(consumer)]),
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
    events: statusEvents(work, consumer.team, credential, changed),
    result: credentialResult(credential),
  });
  return changed;
};

/** The credential with a patch applied. @throws Refusal for a field of another type, or settings that do not fit. */
export const patchedCredential = (
  stage: StageSettings,
  credential: Credential,
  patch: CredentialPatch,
  now: number,
): Credential => {
  const type = credentialType(credential.type);
  const foreign = Object.keys(patch).find(
    (field) => !Object.hasOwn(ChangedFields, field) && !type.changeable.includes(field),
  );
  if (foreign !== undefined)
    throw invalidInput(`/${foreign}`, `not a field of a credential of type ${credential.type}`);
  return type.change(stage, credential, patch, now);
};

/**
 * Renaming, disabling and hiding hand nothing on, and must not cut the credential's end. Shown to an upstream, a secret
 * may be used by the upstream's owner.
 */
const allowsNothingNew = ({ name: _name, hideCredential, status, ...rest }: CredentialPatch): boolean =>
  status !== "enabled" &&
  hideCredential !== false &&
  Object.values(rest).every((value) => value === undefined);
