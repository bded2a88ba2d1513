import { hash } from "node:crypto";
import { textClaim } from "@latchkey/signing/jwt/check-claims";
import { parseJwt } from "@latchkey/signing/jwt/parse-jwt";
import { ACCESS_TOKEN_TYPE, audienceOf, type TokenStage } from "../../../access-token/access-token.ts";
import { TimedCache } from "../../../cache/timed-cache.ts";
import type { CallReader } from "../../../call-records/call-reader.ts";
import type { KeyRings } from "../../../key-ring/key-ring.ts";
import type { CallRequest } from "../../../presented/call-request.ts";
import { expectedPosition, type PresentedAt } from "../../../presented/presented.ts";
import { type KnownRecords, knownRecords, type Proof, refusedProof } from "../../../proof/proof.ts";
import { LATCHKEY_SERVICE } from "../../../service/service.ts";
import { isTokenEnded } from "../access-token-state.ts";
import { narrowedScopes } from "../narrowed-scopes.ts";
import type { Oauth2Credential } from "../oauth2-credential.ts";
import { checkAccessToken, type HeldAccessToken, isLiving } from "./check-access-token.ts";

/** In whatever type it was presented. */
type PresentedToken = Pick<PresentedAt, "positions"> & { token: string };

/** Proves access tokens that the stage itself has made; nothing for every other token. */
export type VerifyOauth2 = (
  presented: PresentedToken,
  request: CallRequest,
  reader: CallReader,
) => Promise<Proof | undefined>;

/**
 * What every such token begins with: its header up to the key's id, in whole groups of three bytes. Another server's may
 * begin so too: whose it is, `iss` says.
 */
const BEGINNING = Buffer.from(`{"alg":"ES256","typ":"${ACCESS_TOKEN_TYPE}","kid":"`)
  .subarray(0, 36)
  .toString("base64url");

export const hasAccessTokenForm = (token: string): boolean => token.startsWith(BEGINNING);

/**
 * One round trip: the token names its client, whose name tells where its records are. What is remembered of a token is
 * that its signature has held; what may have changed since is read from the records at each call.
 */
export const createVerifyOauth2 = (
  keys: KeyRings,
  stage: TokenStage | undefined,
  settings: { tokenLifetime: number; mostTokens: number },
): VerifyOauth2 => {
  const held = new TimedCache<HeldAccessToken>(settings.mostTokens, () => settings.tokenLifetime);

  return async ({ token, positions }, { service }, reader) => {
    if (!stage || !hasAccessTokenForm(token)) return undefined;
    const name = hash("sha256", token, "hex");
    let known = held.get(name, reader.now);
    if (!known) {
      const jwt = parseJwt(token);
      if (!jwt || textClaim(jwt.claims, "iss") !== stage.issuer) return undefined;
      known = await checkAccessToken(keys, jwt, stage.issuer);
      if (!known) return refusedProof("bad-signature");
      held.remember(name, known, reader.now);
    }
    const found = reader.records({ ...known.place, service });
    const records = knownRecords(found instanceof Promise ? await found : found, "oauth2");
    const at = records && expectedPosition(records.credential, positions);
    if (!records || !at || records.credential.clientId !== known.clientId)
      return refusedProof("unknown-credential");
    if (!isLiving(known, reader.now)) return refusedProof("credential-expired", records);
    if (isTokenEnded(records.credential, known) || !isGoodAt(stage, known, service))
      return refusedProof("unknown-credential", records);
    return { outcome: "proven", records: narrowed(records, known, service), at, body: "any" };
  };
};

/** A token for one service is good there alone: not at the management API, which is none of the gateway's. */
const isGoodAt = (stage: TokenStage, { audience }: HeldAccessToken, service: string): boolean =>
  audience === stage.gateway || (service !== LATCHKEY_SERVICE && audience === audienceOf(stage, { service }));

const narrowed = (
  records: KnownRecords<Oauth2Credential>,
  { scopes }: HeldAccessToken,
  service: string,
): KnownRecords => {
  if (!scopes) return records;
  const { credential } = records;
  return {
    ...records,
    credential: { ...credential, scopes: narrowedScopes(credential.scopes, scopes, service) },
  };
};
