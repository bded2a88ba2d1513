import { type JsonObject, ownMember } from "./json-object.ts";
import type { JwtAlgorithm } from "./jwt-algorithm.ts";
import { JWT_CURVES, jwtFamily } from "./jwt-algorithm-properties.ts";
import type { JwtKeyRefusal } from "./jwt-key-refusal.ts";

/** A member of a JWK that makes it unusable, and why. */
export interface WrongMember {
  readonly reason: JwtKeyRefusal;
  readonly member: string;
}

/** Secret members of every kind of key (RFC 7518, sections 6.2.2, 6.3.2 and 6.4.1). */
const PRIVATE = ["d", "k", "p", "q", "dp", "dq", "qi", "oth"];

/** What each kind of public key is made of. */
const PARTS = { RSA: ["n", "e"], EC: ["crv", "x", "y"], OKP: ["crv", "x"] } as const;
type KeyType = keyof typeof PARTS;

/**
 * The first member of a JWK that keeps it from being a public key for one of the algorithms. Members that are not
 * understood are ignored (RFC 7517, section 4).
 */
export const wrongJwkMember = (
  jwk: JsonObject,
  algorithms: readonly JwtAlgorithm[],
): WrongMember | undefined => {
  const secret = PRIVATE.find((name) => Object.hasOwn(jwk, name));
  if (secret !== undefined) return { reason: "private", member: secret };
  const kty = ownMember(jwk, "kty");
  if (!isKeyType(kty)) return { reason: "unreadable", member: "kty" };
  const fitting = algorithms.filter((algorithm) => keyTypeOf(algorithm) === kty);
  if (fitting.length === 0) return { reason: "does-not-fit", member: "kty" };
  const broken = PARTS[kty].find((name) => !isPart(ownMember(jwk, name)));
  if (broken !== undefined) return { reason: "unreadable", member: broken };
  const member = MEMBERS.find(([name, fits]) => Object.hasOwn(jwk, name) && !fits(jwk[name], fitting))?.[0];
  return member === undefined ? undefined : { reason: "does-not-fit", member };
};

/** The algorithms that the JWK may be used with, as far as it says. */
export const algorithmsNamed = (
  jwk: JsonObject,
  algorithms: readonly JwtAlgorithm[],
): readonly JwtAlgorithm[] => {
  const named = ownMember(jwk, "alg");
  return named === undefined ? algorithms : algorithms.filter((algorithm) => isNamed(algorithm, named));
};

/** Nothing for RSA: there `crv` means nothing. */
const curveOf = (algorithm: JwtAlgorithm): string | undefined => {
  switch (algorithm) {
    case "ES256":
    case "ES384":
    case "ES512":
      return JWT_CURVES[algorithm].jwk;
    case "EdDSA":
      return "Ed25519";
    default:
      return undefined;
  }
};

/** What else is understood, and whether it allows one of the algorithms. */
const MEMBERS: readonly (readonly [
  name: string,
  fits: (value: unknown, algorithms: readonly JwtAlgorithm[]) => boolean,
])[] = [
  [
    "crv",
    (value, algorithms) => algorithms.some((algorithm) => [value, undefined].includes(curveOf(algorithm))),
  ],
  ["use", (value) => value === "sig"],
  ["key_ops", (value) => Array.isArray(value) && value.includes("verify")],
  ["alg", (value, algorithms) => algorithms.some((algorithm) => isNamed(algorithm, value))],
];

/** RFC 9864 names the curve of EdDSA; WebCrypto writes it so. */
const isNamed = (algorithm: JwtAlgorithm, name: unknown): boolean =>
  algorithm === name || (algorithm === "EdDSA" && name === "Ed25519");

const isKeyType = (kty: unknown): kty is KeyType => typeof kty === "string" && Object.hasOwn(PARTS, kty);

const isPart = (value: unknown): boolean => typeof value === "string" && /^[\w-]+$/.test(value);

const keyTypeOf = (algorithm: JwtAlgorithm): KeyType | undefined => {
  switch (jwtFamily(algorithm)) {
    case "HS":
      return undefined;
    case "ES":
      return "EC";
    case "Ed":
      return "OKP";
    default:
      return "RSA";
  }
};
