import type { CacheFigures } from "../cache/timed-cache.ts";
import { createCallReader, type ReaderSettings } from "../call-records/call-reader.ts";
import type { CallRecordStore } from "../call-records/call-records.ts";
import type { Look, Rested } from "../call-records/look.ts";
import type { KeyRings } from "../key-ring/key-ring.ts";
import type { CallRequest } from "../presented/call-request.ts";
import { type Carried, findPresented } from "../presented/find-presented.ts";
import { type JwksSource, NO_JWKS } from "../proof/jwks-source.ts";
import type { KnownRecords } from "../proof/proof.ts";
import { combineProofs, type Identified, type Unidentified } from "./combine-proofs.ts";
import { decideAccess } from "./decide-access.ts";
import { createProveCarried } from "./prove-carried.ts";
import type { AccessReason, Allowed, Presenter, Refused, Verdict } from "./verdict.ts";
import { createVerifiers, type VerifierSettings } from "./verifiers.ts";

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
export interface AuthorizerFigures {
  records: CacheFigures;
  services: CacheFigures;
  places: CacheFigures;
  tokens: CacheFigures;
  passwords: CacheFigures;
  /** User names with wrong passwords within the last minute, by source. */
  throttled: number;
  /** Passwords waiting to be checked. */
  waiting: number;
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
 * on a remembered service or remembered suspensions of teams only where refusals are many (`Look.again`). A signature
 * that waits for the body never rests on a remembered credential: the body comes too late to look again.
 */
export const createAuthorizer = (
  store: CallRecordStore,
  keys: KeyRings,
  settings: AuthorizerSettings = DEFAULT_AUTHORIZER_SETTINGS,
  jwks: JwksSource = NO_JWKS,
): Authorizer => {
  const reader = createCallReader(store, settings);
  const verifiers = createVerifiers(keys, jwks, settings);

  const proveCarried = createProveCarried(keys, verifiers);

  const attempt = async (
    carried: Carried,
    request: CallRequest,
    look: Look,
    bodySha256: string | undefined,
  ): Promise<Verdict> => {
    const proofs = await proveCarried(carried, { request, look, bodySha256 });
    return decide(combineProofs(proofs.definite, proofs.tentative, look.now), request, look.now);
  };

  return {
    authorize: async (request, now, bodySha256) => {
      const carried = findPresented(request);
      if (carried.malformed) return { kind: "unauthenticated", reason: "malformed-credential" };
      const look = reader.look(now);
      let verdict = await attempt(carried, request, look, bodySha256);
      // Twice at most: once for the caller's own records, once for those that all callers share.
      while (verdict.kind !== "allowed" && look.again(restedOn(verdict)))
        verdict = await attempt(carried, request, look, bodySha256);
      return verdict;
    },
    figures: () => ({ ...reader.figures(), ...verifiers.figures() }),
  };
};

/**
 * Who calls is decided before anything that is shared is looked at. So is a signature that waits for the body: the body
 * will show whether the credential's secret was right, never what the service or the teams are. What it comes to if it
 * holds is allowed or refused like any other call.
 */
const restedOn = (verdict: Exclude<Verdict, Allowed>): Rested => {
  const refused = verdict.kind === "pending" ? verdict.ifHeld : verdict;
  // One of two teams may have been suspended since: then the token is the other's.
  if (refused.kind === "unauthenticated") return refused.reason === "ambiguous-token" ? "all" : "own";
  return refused.kind === "refused" && !isOwnFault(refused) ? "all" : "own";
};

const OWN_FAULTS: ReadonlySet<AccessReason> = new Set([
  "consumer-suspended",
  "subscription-pending",
  "subscription-suspended",
  "subscription-expired",
]);

/** Whether it would be refused whatever the service and the teams are by now. */
const isOwnFault = ({ reason, known: { service, subscription } }: Refused): boolean =>
  OWN_FAULTS.has(reason) ||
  (reason === "no-subscription" &&
    service !== undefined &&
    service.status !== "draft" &&
    (subscription === undefined || subscription.serviceId === service.id));

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
  { records, body, hide, keep, nonce, rehash }: Identified,
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
    ...access,
  };
};
