import { textClaim } from "@latchkey/signing/jwt/check-claims";
import { parseJwt } from "@latchkey/signing/jwt/parse-jwt";
import type { TokenStage } from "../access-token/access-token.ts";
import { isoTime } from "../clock.ts";
import type { CredentialRecord } from "../credential/credential.ts";
import { credentialResult } from "../credential/credential-event.ts";
import type { CredentialStore } from "../credential/credential-store.ts";
import { isTokenEnded, withRevoked } from "../credential/oauth2/access-token-state.ts";
import type { Oauth2Credential } from "../credential/oauth2/oauth2-credential.ts";
import {
  checkAccessToken,
  type HeldAccessToken,
  isLiving,
} from "../credential/oauth2/verify/check-access-token.ts";
import type { KeyRings } from "../key-ring/key-ring.ts";
import { retryRaced } from "../outage.ts";
import { FailureThrottle } from "../proof/failure-throttle.ts";
import { nextRevision } from "../resource.ts";
import { LATCHKEY_SERVICE } from "../service/service.ts";
import type { Commit } from "../store/change.ts";
import type { AuthenticateClient } from "./authenticate-client.ts";
import { readClientClaim } from "./client-claim.ts";
import type { TokenRequest } from "./issue-token.ts";
import { OauthRefusal, tooOften } from "./oauth-refusal.ts";

export interface RevocationWork {
  authenticate: AuthenticateClient;
  keys: KeyRings;
  stage: TokenStage;
  stores: Pick<CredentialStore, "credential">;
  /** The commit of one change, made by a consumer. */
  commitOf(consumerId: string, sourceIp: string, now: number): Commit<CredentialRecord>;
}

/** Tokens that one client may revoke in a minute at one instance. */
const MOST_REVOCATIONS = { mostFailures: 300, windowMs: 60_000, mostKeys: 10_000 };

const MAX_TRIES = 8;

/**
 * Ends a token of the client that asks (RFC 7009, section 2.1). What is no token of its own, and one that has ended already,
 * is answered alike and changes nothing.
 * @throws OauthRefusal for a client that is not proven. @throws Raced where the credential changes all the time. @throws Unavailable
 */
export const createRevokeToken = (work: RevocationWork) => {
  const asking = new FailureThrottle(MOST_REVOCATIONS);

  return async ({ authorization, form, sourceIp }: TokenRequest, now: number): Promise<void> => {
    const claim = readClientClaim(authorization, form);
    const token = form.get("token");
    if (token === undefined) throw new OauthRefusal("invalid_request", "token is missing.");
    const { credential } = await work.authenticate({ claim, sourceIp, service: LATCHKEY_SERVICE }, now);
    const held = await ownToken(work, token);
    if (held?.clientId !== credential.clientId || !isLiving(held, now) || isTokenEnded(credential, held))
      return;
    if (!asking.begin(credential.clientId, now)) throw tooOften();
    await revoke(work, credential, held, sourceIp, now);
  };
};

const ownToken = async (
  { keys, stage }: RevocationWork,
  token: string,
): Promise<HeldAccessToken | undefined> => {
  const jwt = parseJwt(token);
  return jwt && textClaim(jwt.claims, "iss") === stage.issuer
    ? checkAccessToken(keys, jwt, stage.issuer)
    : undefined;
};

/** Decided again where the credential has changed meanwhile: an assertion proves the client once only. */
const revoke = (
  work: RevocationWork,
  { consumerId, id }: Oauth2Credential,
  held: HeldAccessToken,
  sourceIp: string,
  now: number,
): Promise<void> =>
  retryRaced(MAX_TRIES, async () => {
    const credential = await work.stores.credential(consumerId, id);
    if (credential?.type !== "oauth2" || isTokenEnded(credential, held)) return;
    const denials = withRevoked(credential, { jti: held.jti, until: held.exp }, now);
    const value = nextRevision<Oauth2Credential>(credential, denials, isoTime(now));
    const commit = work.commitOf(consumerId, sourceIp, now);
    await commit({
      writes: [{ write: "replace", record: { kind: "credential", value } }],
      events: [],
      result: credentialResult(credential),
    });
  });
