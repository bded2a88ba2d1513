import { verifyJwtSignature } from "@latchkey/signing/jwt/verify-jwt-signature";
import type { TokenStage } from "../access-token/access-token.ts";
import { type CallRecordStore, type CallRecords, UNKNOWN_PLACE } from "../call-records/call-records.ts";
import { rehashOf } from "../credential/api-key/rehash.ts";
import { peppersFor } from "../credential/api-key/verify/verify-api-key.ts";
import { createJwtKeys } from "../credential/jwt/verify/jwt-keys.ts";
import { placeOfClient } from "../credential/oauth2/client-id.ts";
import { CLIENT_ALGORITHMS } from "../credential/oauth2/client-keys.ts";
import { type Oauth2Credential, UNMARKED_SECRET } from "../credential/oauth2/oauth2-credential.ts";
import { credentialState } from "../credential/part/credential-state.ts";
import type { Rehash } from "../credential/part/rehash.ts";
import { livingSecrets, type UseMark } from "../credential/part/secret.ts";
import type { KeyRings } from "../key-ring/key-ring.ts";
import { hashKey, matchesHashedKey, sha256 } from "../key-ring/pepper.ts";
import type { JwksSource } from "../proof/jwks-source.ts";
import { type KnownRecords, knownRecords } from "../proof/proof.ts";
import type { ReplayProtection } from "../proof/replay-protection.ts";
import { type ClientAssertion, readClientAssertion } from "./client-assertion.ts";
import type { ClientClaim } from "./client-claim.ts";
import { notTheClient } from "./oauth-refusal.ts";
import { tokenEndpoint } from "./server-metadata.ts";
import { createWrongClients } from "./wrong-clients.ts";

/** A client that is proven, and the service that its records were read for. */
export type ProvenClient = KnownRecords<Oauth2Credential> & {
  rehash?: Rehash;
  /** Of the secret that it was proven with, while it has two. */
  mark?: UseMark;
};

export interface ClientWork {
  records: Pick<CallRecordStore, "read" | "byLogin" | "countFailure">;
  keys: KeyRings;
  jwks: JwksSource;
  replays: ReplayProtection;
  stage: TokenStage;
}

export interface ClientRequest {
  claim: ClientClaim;
  sourceIp: string;
  /** The slug of the service that is asked for. */
  service: string;
}

/** @throws OauthRefusal for what proves no client that may be used now. @throws Unavailable */
export type AuthenticateClient = (request: ClientRequest, now: number) => Promise<ProvenClient>;

/**
 * One round trip beside the count of failures, whether the client exists or not. An assertion is used up when everything
 * else about it holds.
 */
export const createAuthenticateClient = (work: ClientWork): AuthenticateClient => {
  const { keys, records, replays, stage } = work;
  const wrongClients = createWrongClients(records);
  const keysFor = createJwtKeys(keys, work.jwks);

  const read = async (clientId: string, service: string): Promise<CallRecords> => {
    const found = await records.read({
      slug: service,
      callers: [placeOfClient(clientId) ?? UNKNOWN_PLACE],
      service: true,
      suspendedTeams: true,
    });
    const [own] = found.own;
    if (!own || !found.service || !found.suspendedTeams) throw new Error("Less was answered than asked for.");
    return { ...own, service: found.service.found, suspendedTeams: found.suspendedTeams };
  };

  const known = async (clientId: string, service: string) => {
    const client = knownRecords(await read(clientId, service), "oauth2");
    return client?.credential.clientId === clientId ? client : undefined;
  };

  const bySecret = async (
    { clientId, secret }: Extract<ClientClaim, { by: "secret" }>,
    service: string,
    now: number,
  ): Promise<ProvenClient | undefined> => {
    const client = await known(clientId, service);
    const digest = sha256(secret);
    const living = client ? livingSecrets(client.credential.secrets, now) : [];
    const peppers = await peppersFor(keys, living);
    // An unknown client costs as much as one with a wrong secret.
    if (living.length === 0) hashKey(peppers, digest);
    const fitting = living.find((each) => matchesHashedKey(peppers, each, digest));
    if (!client || !fitting) return undefined;
    const rehash = rehashOf(peppers, client.credential, fitting, digest);
    const proven = living.length > 1 ? { ...client, mark: fitting.mark ?? UNMARKED_SECRET } : client;
    return rehash ? { ...proven, rehash } : proven;
  };

  const byAssertion = async (
    { clientId, jwt, jti, exp }: ClientAssertion,
    service: string,
    now: number,
  ): Promise<ProvenClient | undefined> => {
    const client = await known(clientId, service);
    if (!client?.credential.key) return undefined;
    const { id, revision, key } = client.credential;
    const keyed = { id, revision, key, algorithms: [...CLIENT_ALGORITHMS] };
    const found = await keysFor(keyed, client.consumer.team, jwt, now);
    if (!found.some(({ key: each }) => verifyJwtSignature(jwt, each))) return undefined;
    const isFirst = await replays.claim({ key: `oauth2 ${clientId} ${jti}`, until: exp });
    return isFirst ? client : undefined;
  };

  return async ({ claim, sourceIp, service }, now) => {
    const audiences = [stage.issuer, tokenEndpoint(stage)];
    const assertion =
      claim.by === "assertion" ? readClientAssertion(claim.assertion, audiences, now) : undefined;
    const clientId = claim.by === "secret" ? claim.clientId : (assertion?.clientId ?? claim.clientId ?? "");
    const isOther = claim.by === "assertion" && claim.clientId !== undefined && claim.clientId !== clientId;
    const named = placeOfClient(clientId) ? clientId : "none";
    const client = await wrongClients.attempted(named, sourceIp, now, async () => {
      if (claim.by === "secret") return bySecret(claim, service, now);
      return assertion && !isOther ? byAssertion(assertion, service, now) : undefined;
    });
    if (!client || credentialState(client.credential, now)) throw notTheClient();
    return client;
  };
};
