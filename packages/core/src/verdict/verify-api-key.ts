import { timingSafeEqual } from "node:crypto";
import { parseApiKey } from "@latchkey/signing/api-key/api-key-format";
import type { ApiKeyCredential } from "../credential/credential.ts";
import { apiKeyPointers } from "../credential/pointer.ts";
import type { KeyRing, KeyRings } from "../key-ring/key-ring.ts";
import { matchesHashedKey, sha256 } from "../key-ring/pepper.ts";
import type { Look } from "./call-reader.ts";
import type { CallKey } from "./call-records.ts";
import type { CallRequest } from "./call-request.ts";
import { expectedPlace, type Presented, type PresentedAt } from "./presented.ts";
import { knownRecords, livingSecrets, type Proof, refusedProof } from "./proof.ts";
import type { CredentialReason } from "./verdict.ts";

type PresentedKey = PresentedAt<Presented & { type: "api-key" }>;

export type VerifyApiKey = (presented: PresentedKey, request: CallRequest, look: Look) => Promise<Proof>;

/** One round trip for a minted key, at most two for an imported one. */
export const createVerifyApiKey = (keys: KeyRings): VerifyApiKey => {
  /** The digest that a record was last proven with: as long as the record itself is remembered, and no longer. */
  const proven = new WeakMap<ApiKeyCredential, { digest: Buffer; validUntil: number }>();

  const secretFits = async (credential: ApiKeyCredential, value: string, now: number): Promise<boolean> => {
    const digest = sha256(value);
    const known = proven.get(credential);
    if (known && known.validUntil > now && timingSafeEqual(known.digest, digest)) return true;
    const living = livingSecrets(credential.secrets, now);
    const peppers = await peppersFor(keys, living);
    const fitting = living.find((secret) => matchesHashedKey(peppers, secret, digest));
    if (!fitting) return false;
    const { validUntil } = fitting;
    proven.set(credential, {
      digest,
      validUntil: validUntil === undefined ? Number.POSITIVE_INFINITY : Date.parse(validUntil),
    });
    return true;
  };

  return async ({ value, places }, { service }, look) => {
    const key = await locate(keys, value, service, look);
    if (typeof key === "string") return refusedProof(key);
    const records = knownRecords(await look.records(key), "api-key");
    const at = records && expectedPlace(records.credential, places);
    if (!records || !at || !(await secretFits(records.credential, value, look.now)))
      return refusedProof("unknown-credential");
    return { outcome: "proven", records, at, body: "any" };
  };
};

const locate = async (
  keys: KeyRings,
  value: string,
  service: string,
  look: Look,
): Promise<CallKey | CredentialReason> => {
  const parsed = parseApiKey(value);
  if (parsed.outcome === "malformed") return "malformed-credential";
  if (parsed.outcome === "minted")
    return { consumerId: `con_${parsed.consumerPart}`, lookup: parsed.lookup, service };
  const names = apiKeyPointers(await keys.ring("pepper"), sha256(value));
  const [place] = (await look.places(names)).values();
  return place ? { ...place, service } : "unknown-credential";
};

/** A pepper that the remembered ring lacks may be a new one. */
const peppersFor = async (keys: KeyRings, secrets: ApiKeyCredential["secrets"]): Promise<KeyRing> => {
  const ring = await keys.ring("pepper");
  return secrets.every(({ pepper }) => Object.hasOwn(ring.keys, pepper)) ? ring : keys.refresh("pepper");
};
