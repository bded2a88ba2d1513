import {
  type JwtKey,
  type JwtKeyReading,
  jwtKeyFromJwk,
  jwtKeyFromPem,
  jwtKeyFromSecret,
} from "@latchkey/signing/jwt/jwt-key";
import type { ParsedJwt } from "@latchkey/signing/jwt/parse-jwt";
import { RevisionCache } from "../../../cache/revision-cache.ts";
import type { KeyRings } from "../../../key-ring/key-ring.ts";
import type { JwksSource, PublishedKey } from "../../../proof/jwks-source.ts";
import { openSecrets } from "../../../proof/open-secrets.ts";
import { livingSecrets, type UseMark } from "../../part/secret.ts";
import type { JwtCredential } from "../jwt-credential.ts";

export interface TimedKey {
  key: JwtKey;
  /** Milliseconds since the epoch. */
  validUntil: number;
  mark?: UseMark | undefined;
}

/** What of a credential tells its keys. */
export type KeyedCredential = Pick<JwtCredential, "id" | "revision" | "key" | "algorithms">;

/** The keys that a token of a credential may have been signed with. */
export type JwtKeysFor = (
  credential: KeyedCredential,
  team: string,
  jwt: ParsedJwt,
  now: number,
) => Promise<TimedKey[]>;

const MAX_CREDENTIALS = 1000;
/** Of the keys that an issuer publishes without ids, as many are tried. */
const MAX_TRIED = 4;

export const createJwtKeys = (keys: KeyRings, jwks: JwksSource): JwtKeysFor => {
  const made = new RevisionCache<TimedKey[]>(MAX_CREDENTIALS);
  const published = new WeakMap<PublishedKey, Map<string, JwtKeyReading>>();

  const ownKeys = async (credential: KeyedCredential, now: number): Promise<TimedKey[]> => {
    const { key, algorithms, id } = credential;
    switch (key.kind) {
      case "secret": {
        const living = livingSecrets(key.secrets, now);
        const opened = await openSecrets(keys, id, living);
        return opened.flatMap(({ secret, validUntil, mark }, index) => {
          const encoding = living[index]?.encoding ?? "text";
          const bytes = Buffer.from(secret, encoding === "text" ? "utf8" : encoding);
          return usable(jwtKeyFromSecret(algorithms, bytes)).map((each) => ({ key: each, validUntil, mark }));
        });
      }
      case "pem":
        return forEver(jwtKeyFromPem(algorithms, key.pem));
      case "jwk":
        return forEver(jwtKeyFromJwk(algorithms, key.jwk));
      case "jwks":
        return [];
    }
  };

  const readPublished = (credential: KeyedCredential, jwk: PublishedKey): JwtKeyReading => {
    const name = credential.algorithms.join();
    const readings = published.get(jwk) ?? new Map<string, JwtKeyReading>();
    const reading = readings.get(name) ?? jwtKeyFromJwk(credential.algorithms, jwk);
    published.set(jwk, readings.set(name, reading));
    return reading;
  };

  return async (credential, team, jwt, now) => {
    if (credential.key.kind === "jwks") {
      const found = await jwks.keys(credential.key.uri, jwt.keyId, team, now);
      return found
        .flatMap((jwk) => forEver(readPublished(credential, jwk)))
        .filter(({ key: { algorithms } }) => algorithms.some((algorithm) => algorithm === jwt.algorithm))
        .slice(0, MAX_TRIED);
    }
    const known = made.get(credential) ?? made.keep(credential, await ownKeys(credential, now));
    return known.filter(({ validUntil }) => validUntil > now);
  };
};

const usable = (reading: JwtKeyReading): JwtKey[] => (reading.outcome === "usable" ? [reading.key] : []);

const forEver = (reading: JwtKeyReading): TimedKey[] =>
  usable(reading).map((key) => ({ key, validUntil: Number.POSITIVE_INFINITY }));
