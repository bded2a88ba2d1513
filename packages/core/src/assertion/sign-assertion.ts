import { sign } from "node:crypto";
import type { RandomBytes } from "../id.ts";
import { ASSERTION_SECONDS } from "../key-ring/key-lives.ts";
import type { AssertionKey } from "./assertion-keys.ts";

/** A call that was let through, as its upstream is told of it. Ids, but for the service's slug. */
export interface AssertedCall {
  service: string;
  consumer: string;
  credential: string;
  subscription: string;
  requestId: string;
  /** Of the body that is forwarded: lower-case hex. */
  bodySha256: string;
}

/**
 * The type of the token, so that no other token is accepted as one, and this one not as another (RFC 8725, section 3.11).
 */
export const ASSERTION_TYPE = "latchkey-assertion+jwt";

/**
 * A JWT (RFC 7519) signed with Ed25519 (RFC 8037): Latchkey has let this call through, for this service, now.
 * @param issuer the management API's address
 * @param now milliseconds since the epoch
 */
export const signAssertion = (
  { id, key }: AssertionKey,
  issuer: string,
  call: AssertedCall,
  now: number,
  random: RandomBytes,
): string => {
  const iat = Math.floor(now / 1000);
  const claims = {
    iss: issuer,
    aud: call.service,
    sub: call.consumer,
    credential: call.credential,
    subscription: call.subscription,
    requestId: call.requestId,
    bodySha256: call.bodySha256,
    iat,
    exp: iat + ASSERTION_SECONDS,
    jti: Buffer.from(random(16)).toString("base64url"),
  };
  const input = `${encoded({ alg: "EdDSA", typ: ASSERTION_TYPE, kid: id })}.${encoded(claims)}`;
  return `${input}.${sign(null, Buffer.from(input), key).toString("base64url")}`;
};

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
