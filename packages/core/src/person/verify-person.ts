import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";
import { Unavailable } from "../outage.ts";
import type { PeopleSettings, Person } from "./person.ts";

const ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];
const MAX_CHARACTERS = 8192;
const TIMEOUT = 5000;

export type VerifyPerson = (token: string, now: number) => Promise<Person | undefined>;

/**
 * Verifies ID tokens for one of our client ids (OpenID Connect Core, section 3.1.3.7), and access tokens that carry the same
 * claims. Nothing for a token that is not valid, or whose e-mail is not verified.
 *
 * @throws Unavailable when the issuer's keys cannot be read.
 */
export const createVerifyPerson = (
  people: PeopleSettings,
  fetchJson: FetchJson = fetchWithTimeout,
): VerifyPerson => {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  const keysOf = (): Promise<JWTVerifyGetKey> => {
    keys ??= discoverKeys(people.issuer, fetchJson).catch((error: unknown) => {
      keys = undefined;
      throw new Unavailable("The issuer's configuration cannot be read.", { cause: error });
    });
    return keys;
  };

  return async (token, now) => {
    if (token.length > MAX_CHARACTERS) return undefined;
    const verifyKeys = await keysOf();
    try {
      const { payload, protectedHeader } = await jwtVerify(token, verifyKeys, {
        issuer: people.issuer,
        algorithms: ALGORITHMS,
        requiredClaims: ["exp", "sub"],
        clockTolerance: 60,
        currentDate: new Date(now),
      });
      return isOfPerson(protectedHeader.typ) && people.clientIds.some((each) => isForUs(payload, each))
        ? personOf(payload, people.issuer)
        : undefined;
    } catch (error) {
      if (isOutage(error)) throw new Unavailable("The issuer's keys cannot be read.", { cause: error });
      return undefined;
    }
  };
};

/** What a token says of its issuer before anything is verified: only to choose who verifies it. */
export const claimedIssuer = (token: string): string | undefined => {
  try {
    const payload: unknown = JSON.parse(
      Buffer.from(token.split(".", 2)[1] ?? "", "base64url").toString("utf8"),
    );
    const issuer =
      typeof payload === "object" && payload !== null && "iss" in payload ? payload.iss : undefined;
    return typeof issuer === "string" ? issuer : undefined;
  } catch {
    return undefined;
  }
};

/** RFC 8725, section 3.11: not a logout token, nor another kind that the issuer signs with the same keys for us. */
const isOfPerson = (type: string | undefined): boolean =>
  type === undefined || /^(?:application\/)?(?:jwt|at\+jwt)$/i.test(type);

/**
 * An ID token names us as its audience; an access token of Cognito has no audience, but `client_id`. Who else is named is
 * asked too (OpenID Connect Core, section 3.1.3.7, 3 to 5): what was given to another client, though it is meant for us
 * as well, would let that client act as the person.
 */
const isForUs = (claims: JWTPayload, clientId: string): boolean => {
  const { aud } = claims;
  const audiences: unknown[] = aud === undefined ? [] : Array.isArray(aud) ? aud : [aud];
  const named = aud === undefined ? claims["client_id"] === clientId : audiences.includes(clientId);
  const givenToUs = GIVEN_TO.every((claim) => claims[claim] === undefined || claims[claim] === clientId);
  return named && givenToUs && (audiences.length < 2 || claims["azp"] === clientId);
};

/** Each says, where it is there at all, which client the token was given to. */
const GIVEN_TO = ["azp", "client_id"] as const;

/**
 * RFC 5322's dot-atom (section 3.2.3) and a host name, so ASCII only: lower-casing turns the Kelvin sign into a `k`, so one
 * person could take the address of another. Nothing in it can mean more than one address in the header of a mail.
 */
const ADDRESS = /^[\w!#$%&'*+./=?^`{|}~-]{1,64}@[A-Za-z0-9.-]+$/;

const personOf = ({ sub, email, email_verified }: JWTPayload, issuer: string): Person | undefined => {
  const verified = email_verified === true || email_verified === "true";
  return verified && typeof email === "string" && email.length <= 254 && ADDRESS.test(email) && sub
    ? { id: `${issuer}#${sub}`, email: email.toLowerCase() }
    : undefined;
};

const isOutage = (error: unknown): boolean =>
  error instanceof errors.JWKSTimeout ||
  (error instanceof errors.JOSEError ? error.code === "ERR_JOSE_GENERIC" : error instanceof TypeError);

export type FetchJson = (url: string) => Promise<unknown>;

const fetchWithTimeout: FetchJson = async (url) => {
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT), redirect: "error" });
  if (!response.ok) throw new Error(`The issuer answered ${response.status}.`);
  return response.json();
};

const discoverKeys = async (issuer: string, fetchJson: FetchJson): Promise<JWTVerifyGetKey> => {
  const found = await fetchJson(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  const configuration = found as { issuer?: unknown; jwks_uri?: unknown };
  if (configuration.issuer !== issuer || typeof configuration.jwks_uri !== "string")
    throw new Error("The issuer's configuration names another issuer, or no keys.");
  return createRemoteJWKSet(new URL(configuration.jwks_uri), { timeoutDuration: TIMEOUT });
};
