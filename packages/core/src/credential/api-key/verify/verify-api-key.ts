import { timingSafeEqual } from "node:crypto";
import { parseApiKey } from "@latchkey/signing/api-key/api-key-format";
import type { CallReader } from "../../../call-records/call-reader.ts";
import type { KeyRing, KeyRings } from "../../../key-ring/key-ring.ts";
import { matchesHashedKey, sha256 } from "../../../key-ring/pepper.ts";
import type { CallRequest } from "../../../presented/call-request.ts";
import { expectedPosition, type PresentedAt } from "../../../presented/presented.ts";
import { knownRecords, type Proof, refusedProof } from "../../../proof/proof.ts";
import type { CredentialPlace } from "../../part/credential-place.ts";
import type { HashedKey } from "../../part/hashed-key.ts";
import type { Rehash } from "../../part/rehash.ts";
import { livingSecrets, type UseMark } from "../../part/secret.ts";
import type { ApiKeyCredential } from "../api-key-credential.ts";
import { apiKeyPointers } from "../api-key-pointer.ts";
import type { PresentedApiKey } from "../present-api-key.ts";
import { rehashOf } from "../rehash.ts";

type PresentedKey = PresentedAt<PresentedApiKey>;

export type VerifyApiKey = (
  presented: PresentedKey,
  request: CallRequest,
  reader: CallReader,
) => Promise<Proof>;

interface Fitting {
  digest: Buffer;
  validUntil: number;
  rehash: Rehash | undefined;
  mark: UseMark | undefined;
}

/** One round trip for a minted key, at most two for an imported one. */
export const createVerifyApiKey = (keys: KeyRings): VerifyApiKey => {
  /** The digest that a record was last proven with: as long as the record itself is remembered, and no longer. */
  const proven = new WeakMap<ApiKeyCredential, Fitting>();

  const provenBefore = (credential: ApiKeyCredential, digest: Buffer, now: number): Fitting | undefined => {
    const known = proven.get(credential);
    return known && known.validUntil > now && timingSafeEqual(known.digest, digest) ? known : undefined;
  };

  const fits = async (
    credential: ApiKeyCredential,
    digest: Buffer,
    now: number,
  ): Promise<Fitting | undefined> => {
    const living = livingSecrets(credential.secrets, now);
    const peppers = await peppersFor(keys, living);
    const fitting = living.find((secret) => matchesHashedKey(peppers, secret, digest));
    if (!fitting) return undefined;
    const { validUntil } = fitting;
    const found: Fitting = {
      digest,
      validUntil: validUntil === undefined ? Number.POSITIVE_INFINITY : Date.parse(validUntil),
      rehash: rehashOf(peppers, credential, fitting, digest),
      mark: fitting.mark,
    };
    proven.set(credential, found);
    return found;
  };

  return async ({ value, positions }, { service }, reader) => {
    const parsed = parseApiKey(value);
    if (parsed.outcome === "malformed") return refusedProof("malformed-credential");
    const digest = sha256(value);
    const place =
      parsed.outcome === "minted"
        ? { consumerId: `con_${parsed.consumerPart}`, lookup: parsed.lookup }
        : await importedPlace(keys, digest, reader);
    if (!place) return refusedProof("unknown-credential");
    const found = reader.records({ ...place, service });
    const records = knownRecords(found instanceof Promise ? await found : found, "api-key");
    const at = records && expectedPosition(records.credential, positions);
    if (!records || !at) return refusedProof("unknown-credential");
    const { credential } = records;
    const fitting =
      provenBefore(credential, digest, reader.now) ?? (await fits(credential, digest, reader.now));
    if (!fitting) return refusedProof("unknown-credential");
    const { rehash, mark } = fitting;
    return { outcome: "proven", records, at, body: "any", mark, ...(rehash ? { rehash } : {}) };
  };
};

const importedPlace = async (
  keys: KeyRings,
  digest: Buffer,
  reader: CallReader,
): Promise<CredentialPlace | undefined> => {
  const names = apiKeyPointers(await keys.ring("pepper"), digest);
  const [place] = (await reader.places(names)).values();
  return place;
};

/** A pepper that the remembered ring lacks may be a new one. */
export const peppersFor = async (keys: KeyRings, secrets: readonly HashedKey[]): Promise<KeyRing> => {
  const ring = await keys.ring("pepper");
  return secrets.every(({ pepper }) => Object.hasOwn(ring.keys, pepper)) ? ring : keys.refresh("pepper");
};
