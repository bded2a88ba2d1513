import { isoTime } from "../clock.ts";
import { consumerFor } from "../consumer/read-consumer.ts";
import { newId } from "../id.ts";
import { invalidInput, Refusal } from "../refusal.ts";
import { firstRevision } from "../resource.ts";
import { refuseUnreachable } from "../stage/reachable-address.ts";
import { claims, issuerClaim, ofTeamStill } from "./claims.ts";
import type { Credential } from "./credential.ts";
import { credentialEvent, credentialResult } from "./credential-event.ts";
import type { NewCredential } from "./credential-input.ts";
import { credentialType } from "./credential-types.ts";
import type { CredentialWork } from "./credential-work.ts";
import { issuedWithin } from "./handed-on.ts";
import { endingWithin, longestLife } from "./longest-life.ts";

/** `secret` is shown this once; it is stored only hashed or sealed. */
export interface Issued {
  credential: Credential;
  secret: Record<string, string>;
}

export const issueCredential = async (
  work: CredentialWork,
  consumerId: string,
  input: NewCredential,
): Promise<Issued> => {
  const { limits, now } = work;
  const consumer = await consumerFor(work, consumerId, "change-credentials");
  const id = newId("crd", now, work.random);
  if (input.expiresAt !== undefined && Date.parse(input.expiresAt) <= now)
    throw invalidInput("/expiresAt", "This time has passed.");
  if ("jwksUri" in input && input.jwksUri !== undefined)
    refuseUnreachable(work.stage, "/jwksUri", consumer.team, input.jwksUri);
  // Before anything is hashed or sealed: a refusal costs next to nothing.
  const common = await issuedWithin(work, consumer, commonFields(input));
  const minted = await credentialType(input.type).mint(work, { consumerId, id }, input);
  const made: Credential = {
    ...firstRevision(id, isoTime(now)),
    ...common,
    ...minted.fields,
    consumerId,
    ...(minted.pointers.length > 0 ? { pointers: minted.pointers } : {}),
  };
  const credential = endingWithin(made, await longestLife(work.stores, consumer));
  await work.commit({
    writes: [
      {
        write: "create",
        record: { kind: "credential", value: credential },
        otherwise: new Refusal("unavailable", "Try again."),
      },
      ofTeamStill(consumer),
      ...claims(credential, consumer.team, minted.pointers),
      ...(await issuerClaim(work, consumer.team, credential)),
      {
        write: "count",
        counter: { of: "consumer", id: consumerId, what: "credentials" },
        by: 1,
        most: limits.credentialsPerConsumer,
        otherwise: new Refusal(
          "limit-reached",
          `A consumer has at most ${limits.credentialsPerConsumer} credentials.`,
        ),
      },
    ],
    events: [credentialEvent(work, consumer.team, credential, "credential.created")],
    result: credentialResult(credential),
  });
  return { credential, secret: minted.secret };
};

const commonFields = (input: NewCredential) => {
  const { name, hideCredential, expiresAt, allowedIps, scopes, models } = input;
  const positions = "in" in input ? input.in : undefined;
  return {
    name,
    status: "enabled" as const,
    hideCredential,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(allowedIps === undefined ? {} : { allowedIps }),
    ...(scopes === undefined ? {} : { scopes }),
    ...(models === undefined ? {} : { models }),
    ...(positions === undefined ? {} : { in: positions }),
  };
};
