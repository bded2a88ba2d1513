import { parseApiKey } from "@latchkey/signing/api-key/api-key-format";
import type { ApiKeyCredential, Position } from "../credential/credential.ts";
import { apiKeyPointers } from "../credential/pointer.ts";
import type { KeyRing, KeyRings } from "../key-ring/key-ring.ts";
import { matchesHashedKey, sha256 } from "../key-ring/pepper.ts";
import type { CallKey, CallRecordStore, CallRecords } from "./call-records.ts";
import type { CallRequest } from "./call-request.ts";
import { credentialState, decideAccess } from "./decide-access.ts";
import { findApiKeys, isDefaultPosition, type PresentedKey } from "./find-api-key.ts";
import { TimedCache } from "./timed-cache.ts";
import type { CredentialReason, Verdict } from "./verdict.ts";

export interface AuthorizerSettings {
  /** How long a record may be behind the table: so long may a revoked credential still work. Milliseconds. */
  recordLifetime: number;
  /** An unknown credential is remembered this long, so that a guessing caller costs few reads. Milliseconds. */
  unknownLifetime: number;
  mostRecords: number;
}

export const DEFAULT_AUTHORIZER_SETTINGS: AuthorizerSettings = {
  recordLifetime: 5000,
  unknownLifetime: 1000,
  mostRecords: 10_000,
};

export interface Authorizer {
  authorize(request: CallRequest, now: number): Promise<Verdict>;
}

/**
 * Verifies what a request presents and decides whether it may call. One round trip for a minted key, none when
 * its records are remembered; a refusal for the state of a record is never decided on a remembered one.
 *
 * @throws Unavailable when the store or the keys cannot be read.
 */
export const createAuthorizer = (
  store: CallRecordStore,
  keys: KeyRings,
  settings: AuthorizerSettings = DEFAULT_AUTHORIZER_SETTINGS,
): Authorizer => {
  const records = new TimedCache<CallRecords>(settings.mostRecords, (found) =>
    found.credential ? settings.recordLifetime : settings.unknownLifetime,
  );

  const read = (key: CallKey, now: number) =>
    records.fresh(`${key.consumerId}/${key.lookup}/${key.service}`, now, () => store.access(key));
  const remembered = (key: CallKey, now: number) =>
    records.get(`${key.consumerId}/${key.lookup}/${key.service}`, now);

  const authorize = async (request: CallRequest, now: number): Promise<Verdict> => {
    const presented = findApiKeys(request);
    const [first] = presented;
    if (!first) return { kind: "unauthenticated", reason: "missing-credential" };
    // Two different credentials in one request: which one was meant is not ours to guess.
    if (presented.some((other) => other.value !== first.value))
      return { kind: "unauthenticated", reason: "malformed-credential" };
    const peppers = await keys.ring("pepper");
    const key = await locate(first, request.service, peppers);
    if (typeof key === "string") return { kind: "unauthenticated", reason: key };
    const known = remembered(key, now);
    if (known) {
      const verdict = judge(known, first, request, peppers, now);
      if (verdict.kind === "allowed") return verdict;
      if (!known.credential) return verdict;
    }
    return judge(await read(key, now), first, request, peppers, now);
  };

  const locate = async (
    presented: PresentedKey,
    service: string,
    peppers: KeyRing,
  ): Promise<CallKey | CredentialReason> => {
    const parsed = parseApiKey(presented.value);
    if (parsed.outcome === "malformed") return "malformed-credential";
    if (parsed.outcome === "minted")
      return { consumerId: `con_${parsed.consumerPart}`, lookup: parsed.lookup, service };
    const digest = sha256(presented.value);
    const names = apiKeyPointers(peppers, digest);
    const [place] = await store.byPointers(names);
    return place ? { ...place, service } : "unknown-credential";
  };

  return { authorize };
};

const judge = (
  records: CallRecords,
  presented: PresentedKey,
  request: CallRequest,
  peppers: KeyRing,
  now: number,
): Verdict => {
  const { credential, consumer, subscription, service } = records;
  if (!credential || !consumer || consumer.status === "deleted" || credential.type !== "api-key")
    return { kind: "unauthenticated", reason: "unknown-credential" };
  if (!isExpectedAt(credential.in, presented.at) || !secretFits(credential, presented.value, peppers, now))
    return { kind: "unauthenticated", reason: "unknown-credential" };
  const known = { consumer, credential };
  const state = credentialState(credential, now);
  if (state) return { kind: "unauthenticated", reason: state, known };
  const access = decideAccess({ ...records, credential, consumer }, request, now);
  if ("refused" in access)
    return {
      kind: "refused",
      reason: access.refused,
      known: { ...known, ...(service ? { service } : {}), ...(subscription ? { subscription } : {}) },
    };
  if (!subscription || !service) throw new Error("An allowed call has a subscription and a service.");
  return {
    kind: "allowed",
    call: { ...known, subscription, service },
    body: "any",
    at: presented.at,
    ...access,
  };
};

/** Where a credential says its places, those replace the type's own. */
const isExpectedAt = (places: readonly Position[] | undefined, at: Position): boolean =>
  places === undefined
    ? isDefaultPosition(at)
    : places.some(
        (place) =>
          place.where === at.where &&
          (place.where === "header" ? place.name.toLowerCase() === at.name : place.name === at.name),
      );

const secretFits = (credential: ApiKeyCredential, value: string, peppers: KeyRing, now: number): boolean => {
  const digest = sha256(value);
  return credential.secrets.some(
    (secret) =>
      (secret.validUntil === undefined || Date.parse(secret.validUntil) > now) &&
      matchesHashedKey(peppers, secret, digest),
  );
};
