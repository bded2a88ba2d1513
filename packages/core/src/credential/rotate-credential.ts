import { isoTime } from "../clock.ts";
import { consumerFor } from "../consumer/read-consumer.ts";
import { expectRevision } from "../expect-revision.ts";
import { seal } from "../key-ring/seal.ts";
import { Refusal } from "../refusal.ts";
import { nextRevision } from "../resource.ts";
import { newSecretKey } from "./aksk/mint-aksk.ts";
import { newApiKey } from "./api-key/mint-api-key.ts";
import { newPassword } from "./basic/mint-basic.ts";
import { hashPassword } from "./basic/password.ts";
import type { Credential, HashedPassword, SealedSecret } from "./credential.ts";
import type { Rotation } from "./credential-input.ts";
import type { CredentialWork } from "./credential-work.ts";
import { changedWithin } from "./handed-on.ts";
import type { Issued } from "./issue-credential.ts";
import { newJwtSecret, sealedJwtSecret } from "./jwt/mint-jwt.ts";
import { readCredential } from "./read-credential.ts";

/**
 * Makes a new secret. The former one works until the overlap is over; one that was still in an overlap ends now, so
 * there are never more than two.
 */
export const rotateCredential = async (
  work: CredentialWork,
  consumerId: string,
  id: string,
  { overlapSeconds }: Rotation,
): Promise<Issued> => {
  const consumer = await consumerFor(work, consumerId, "change-credentials");
  const credential = await readCredential(work, consumerId, id);
  expectRevision(work.expectedRevision, credential);
  const validUntil = isoTime(work.now + overlapSeconds * 1000);
  const { rotated, secret } = await withNewSecret(work, credential, validUntil);
  const changed = await changedWithin(
    work,
    consumer,
    credential,
    nextRevision<Credential>(rotated, { previousValidUntil: validUntil }, isoTime(work.now)),
  );
  await work.commit({
    writes: [{ write: "replace", record: { kind: "credential", value: changed } }],
    events: [
      {
        type: "credential.rotated",
        actor: work.actor,
        team: consumer.team,
        consumer: consumerId,
        credential: id,
      },
    ],
    result: { kind: "credential", keys: { consumer: consumerId, credential: id } },
  });
  return { credential: changed, secret };
};

/** The new secret first, then the current one with its end. */
const rotatedList = <S extends { validUntil?: string | undefined }>(
  secrets: readonly S[],
  made: S,
  validUntil: string,
): S[] => [made, ...secrets.slice(0, 1).map((current) => ({ ...current, validUntil }))];

interface Rotated {
  rotated: Credential;
  secret: Record<string, string>;
}

const withNewSecret = async (
  work: CredentialWork,
  credential: Credential,
  validUntil: string,
): Promise<Rotated> => {
  switch (credential.type) {
    case "api-key": {
      const { apiKey, hashed } = await newApiKey(work, credential.consumerId, credential.id);
      const secrets = rotatedList(credential.secrets, hashed, validUntil);
      return { rotated: { ...credential, secrets, hint: apiKey.slice(0, 26) }, secret: { apiKey } };
    }
    case "basic": {
      const password = newPassword(work);
      const made: HashedPassword = {
        phc: await hashPassword(password, work.random, credential.secrets[0]?.phc),
      };
      const secrets = rotatedList(credential.secrets, made, validUntil);
      return { rotated: { ...credential, secrets }, secret: { username: credential.username, password } };
    }
    case "aksk": {
      const secretKey = newSecretKey(work);
      const made: SealedSecret = {
        sealed: seal(await work.keys.ring("data"), secretKey, credential.id, work.random),
      };
      const secrets = rotatedList(credential.secrets, made, validUntil);
      return { rotated: { ...credential, secrets }, secret: { accessKey: credential.accessKey, secretKey } };
    }
    case "jwt": {
      const { key } = credential;
      if (key.kind !== "secret")
        throw new Refusal(
          "invalid-input",
          "The private key of this credential is yours: change its publicKey or jwksUri.",
        );
      const secret = newJwtSecret(work);
      const made = await sealedJwtSecret(work, credential.id, secret, "text");
      const secrets = rotatedList(key.secrets, made, validUntil);
      return { rotated: { ...credential, key: { ...key, secrets } }, secret: { secret } };
    }
  }
};
