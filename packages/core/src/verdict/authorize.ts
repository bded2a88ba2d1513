import type { CacheFigures } from "../cache/timed-cache.ts";
import { createCallReaders, type ReaderSettings } from "../call-records/call-readers.ts";
import type { CallRecordStore } from "../call-records/call-records.ts";
import type { KeyRings } from "../key-ring/key-ring.ts";
import type { CallRequest } from "../presented/call-request.ts";
import { findPresented } from "../presented/find-presented.ts";
import type { KnownRecords } from "../proof/proof.ts";
import { combineProofs, type Identified, type Unidentified } from "./combine-proofs.ts";
import { decideAccess } from "./decide-access.ts";
import { createProveKeyFirst, type LoadProver } from "./prove-key-first.ts";
import { refusalBasis } from "./refusal-basis.ts";
import type { Allowed, Presenter, Refused, Verdict } from "./verdict.ts";
import type { VerifierFigures, VerifierSettings } from "./verifiers.ts";

export type AuthorizerSettings = ReaderSettings & VerifierSettings;

export const DEFAULT_AUTHORIZER_SETTINGS: AuthorizerSettings = {
  recordLifetime: 5000,
  unknownLifetime: 1000,
  mostRecords: 10_000,
  mostServices: 1000,
  tokenLifetime: 5000,
  mostTokens: 10_000,
  passwordLifetime: 60_000,
  mostPasswords: 10_000,
};

/** How much is remembered, and how often that helped. */
export interface AuthorizerFigures extends VerifierFigures {
  records: CacheFigures;
  services: CacheFigures;
  places: CacheFigures;
}

export interface Authorizer {
  /**
   * @param now milliseconds since the epoch
   * @param bodySha256 lower-case hex, where the asker knows the body
   * @throws Unavailable when the store, the keys, or an issuer's keys cannot be read.
   */
  authorize(request: CallRequest, now: number, bodySha256?: string): Promise<Verdict>;
  figures(): AuthorizerFigures;
}

/**
 * Verifies what a request presents and decides whether it may call: in one round trip for what was minted, two for
 * what was imported, none when it is remembered. A refusal is never decided on remembered records of the caller, and
 * on a remembered service or remembered suspensions of teams only where refusals are many
 * (`CallReader.readAgainBeforeRefusing`, decision 0026). A signature that waits for the body never rests on a remembered
 * credential: the body comes too late to read it again.
 *
 * @param load what proves all but a key alone, when the first call needs it
 */
export const createAuthorizerWith = (
  store: CallRecordStore,
  keys: KeyRings,
  settings: AuthorizerSettings,
  load: LoadProver,
): Authorizer => {
  const readers = createCallReaders(store, settings);
  const prover = createProveKeyFirst(keys, load);

  return {
    authorize: async (request, now, bodySha256) => {
      const carried = findPresented(request);
      if (carried.malformed) return { kind: "unauthenticated", reason: "malformed-credential" };
      const reader = readers.forVerdict(now);
      let verdict: Verdict;
      // Three times at most: once more for the caller's own records, and once more for those that all callers share.
      do {
        const proofs = await prover.proveCarried(carried, { request, reader, bodySha256 });
        verdict = decide(combineProofs(proofs.definite, proofs.tentative, now), request, now);
      } while (verdict.kind !== "allowed" && reader.readAgainBeforeRefusing(refusalBasis(verdict)));
      return verdict;
    },
    figures: () => ({ ...readers.figures(), ...prover.figures() }),
  };
};

const decide = (identified: Identified | Unidentified, request: CallRequest, now: number): Verdict => {
  if ("reason" in identified) {
    const { reason, records, others } = identified;
    return {
      kind: "unauthenticated",
      reason,
      ...(records ? { known: presenterOf(records) } : {}),
      ...(others ? { others: others.map(presenterOf) } : {}),
    };
  }
  const ifHeld = decideCall(identified, request, now);
  return identified.signature ? { kind: "pending", signature: identified.signature, ifHeld } : ifHeld;
};

const presenterOf = ({ consumer, credential }: KnownRecords): Presenter => ({ consumer, credential });

const decideCall = (
  { records, body, hide, keep, nonce, rehash, mark }: Identified,
  request: CallRequest,
  now: number,
): Allowed | Refused => {
  const { credential, consumer, subscription, service } = records;
  const access = decideAccess(records, request, now);
  if ("refused" in access)
    return {
      kind: "refused",
      reason: access.refused,
      known: {
        consumer,
        credential,
        ...(service ? { service } : {}),
        ...(subscription ? { subscription } : {}),
      },
    };
  if (!subscription || !service) throw new Error("An allowed call has a subscription and a service.");
  return {
    kind: "allowed",
    call: { consumer, credential, subscription, service },
    body,
    hide,
    keep,
    ...(nonce ? { nonce } : {}),
    ...(rehash ? { rehash } : {}),
    ...(mark ? { mark } : {}),
    ...access,
  };
};
