import { audienceOf, type TokenStage, type TokenTarget } from "../access-token/access-token.ts";
import { signAccessToken } from "../access-token/sign-access-token.ts";
import { tokenKey } from "../access-token/token-keys.ts";
import { issueTime } from "../credential/oauth2/access-token-state.ts";
import type { Rehash } from "../credential/part/rehash.ts";
import type { UsedCredential } from "../credential/use-recorder.ts";
import type { RandomBytes } from "../id.ts";
import type { KeyRings } from "../key-ring/key-ring.ts";
import { FailureThrottle } from "../proof/failure-throttle.ts";
import { LATCHKEY_SERVICE } from "../service/service.ts";
import { statusAt } from "../subscription/status-at.ts";
import type { AuthenticateClient, ProvenClient } from "./authenticate-client.ts";
import { readClientClaim } from "./client-claim.ts";
import { readScopes, scopesAt } from "./granted-scopes.ts";
import { OauthRefusal, tooOften } from "./oauth-refusal.ts";
import { requireScopes, type ScopeStores } from "./require-scopes.ts";
import type { TokenForm } from "./token-form.ts";
import { readTarget } from "./token-target.ts";

/** A request to the token or the revocation endpoint. */
export interface TokenRequest {
  /** Every value of the header. */
  authorization: readonly string[];
  form: TokenForm;
  sourceIp: string;
}

/** RFC 6749, section 5.1. */
export interface TokenAnswer {
  access_token: string;
  token_type: "Bearer";
  expires_in: number;
  scope: string;
}

/** A token, and what is to be written with it. */
export interface IssuedToken {
  answer: TokenAnswer;
  rehash?: Rehash;
  /** The use of a client secret while two work. */
  used?: UsedCredential;
}

export interface TokenWork {
  authenticate: AuthenticateClient;
  stores: ScopeStores;
  keys: KeyRings;
  stage: TokenStage;
  random: RandomBytes;
}

/** Tokens that one client may ask one instance for in a minute. */
const MOST_TOKENS = { mostFailures: 3000, windowMs: 60_000, mostKeys: 10_000 };

/** @throws OauthRefusal for every request that is not answered with a token. @throws Unavailable */
export const createIssueToken = (work: TokenWork) => {
  const asking = new FailureThrottle(MOST_TOKENS);

  return async ({ authorization, form, sourceIp }: TokenRequest, now: number): Promise<IssuedToken> => {
    const grant = form.get("grant_type");
    if (grant === undefined) throw new OauthRefusal("invalid_request", "grant_type is missing.");
    if (grant !== "client_credentials")
      throw new OauthRefusal("unsupported_grant_type", "The only grant is client_credentials.");
    const claim = readClientClaim(authorization, form);
    const asked = readScopes(form.get("scope"));
    const target = readTarget(work.stage, form.get("resource"));
    const service = target === undefined || target === "all" ? LATCHKEY_SERVICE : target.service;
    const client = await work.authenticate({ claim, sourceIp, service }, now);
    if (!asking.begin(client.credential.clientId, now)) throw tooOften();
    requireActive(client);
    if (!target || (target !== "all" && !isSubscribed(client, now)))
      throw new OauthRefusal("invalid_target", "The resource is unknown to this client.");
    if (asked) await requireScopes(work.stores, client, target, asked, now);
    const scopes = asked ?? heldScopes(client, target);
    const answer = await tokenOf(work, client, target, scopes, now);
    const { rehash, mark, credential } = client;
    return {
      answer,
      ...(rehash ? { rehash } : {}),
      ...(mark ? { used: { consumerId: credential.consumerId, credentialId: credential.id, mark } } : {}),
    };
  };
};

/** @throws OauthRefusal for a client whose consumer or team is suspended: it is told, since it is proven */
const requireActive = ({ consumer, suspendedTeams }: ProvenClient): void => {
  if (consumer.status !== "active")
    throw new OauthRefusal("unauthorized_client", "The client's consumer is suspended.");
  if (suspendedTeams.has(consumer.team))
    throw new OauthRefusal("unauthorized_client", "The client's team is suspended.");
};

/** What is not there, is a draft or has another subscription's id reads like what the client is not subscribed to. */
const isSubscribed = ({ service, subscription }: ProvenClient, now: number): boolean =>
  service !== undefined &&
  service.status !== "draft" &&
  subscription?.serviceId === service.id &&
  statusAt(subscription, now) === "active";

/** What a token has whose client asked for nothing in particular; none are named where it is not narrower than the client. */
const heldScopes = ({ credential, service, subscription }: ProvenClient, target: TokenTarget): string[] =>
  target === "all" || !service || !subscription
    ? (credential.scopes ?? [])
    : scopesAt(service, credential.scopes, subscription);

const tokenOf = async (
  { keys, stage, random }: TokenWork,
  { credential }: ProvenClient,
  target: TokenTarget,
  scopes: readonly string[],
  now: number,
): Promise<TokenAnswer> => {
  const { clientId, accessTokenSeconds, expiresAt } = credential;
  const iat = issueTime(credential, now);
  const end = expiresAt === undefined ? Number.POSITIVE_INFINITY : Math.floor(Date.parse(expiresAt) / 1000);
  const exp = Math.max(Math.min(iat + accessTokenSeconds, end), iat + 1);
  const scope = scopes.join(" ");
  const claims = {
    iss: stage.issuer,
    sub: clientId,
    client_id: clientId,
    aud: audienceOf(stage, target),
    exp,
    iat,
    jti: Buffer.from(random(16)).toString("base64url"),
    ...(scope === "" ? {} : { scope }),
  };
  return {
    access_token: signAccessToken(tokenKey(await keys.ring("token")), claims),
    token_type: "Bearer",
    expires_in: exp - iat,
    scope,
  };
};
