import type { JwtAlgorithm } from "@latchkey/signing/jwt/jwt-algorithm";
import { jwtFamily } from "@latchkey/signing/jwt/jwt-algorithm-properties";
import { type JwtKeyReading, jwtKeyFromJwk, jwtKeyFromPem } from "@latchkey/signing/jwt/jwt-key";
import type { JwtKeyRefusal } from "@latchkey/signing/jwt/jwt-key-refusal";
import * as z from "zod/mini";
import { invalidInput } from "../../refusal.ts";
import { refuseOwnAddress } from "../../stage/own-address.ts";
import type { StageSettings } from "../../stage/stage-settings.ts";
import type { PublicKey } from "./public-key.ts";

/** How they are given. */
export const PublicKeyInput = {
  publicKey: z.union([
    z.string().check(z.maxLength(16_384)),
    // What a JWK holds beyond what is understood is kept (RFC 7517, section 4).
    z
      .record(z.string(), z.unknown())
      .check(z.refine((jwk) => JSON.stringify(jwk).length <= 16_384, "at most 16,384 characters as JSON")),
  ]),
  jwksUri: z
    .string()
    .check(z.maxLength(1024), z.regex(/^[^\s\p{Cc}]*$/u, "no blanks or control characters"), z.url()),
};

/** How they are shown. */
export const PublicKeyView = {
  publicKey: z.optional(z.union([z.string(), z.record(z.string(), z.unknown())])),
  jwksUri: z.optional(z.string()),
};

export const shownPublicKey = (
  key: PublicKey,
): { publicKey?: string | Record<string, unknown>; jwksUri?: string } => {
  switch (key.kind) {
    case "pem":
      return { publicKey: key.pem };
    case "jwk":
      return { publicKey: key.jwk };
    case "jwks":
      return { jwksUri: key.uri };
  }
};

/** @throws Refusal when the public key cannot be used with the algorithms. */
export const publicKeyOf = (
  algorithms: readonly JwtAlgorithm[],
  publicKey: string | Record<string, unknown>,
): PublicKey => {
  if (typeof publicKey === "string") {
    requireUsable("/publicKey", jwtKeyFromPem(algorithms, publicKey));
    return { kind: "pem", pem: publicKey };
  }
  requireUsable("/publicKey", jwtKeyFromJwk(algorithms, publicKey));
  return { kind: "jwk", jwk: publicKey };
};

/** @throws Refusal for an address that keys are never fetched from. Where it leads is checked when connecting. */
export const jwksKeyOf = (
  stage: StageSettings,
  algorithms: readonly JwtAlgorithm[],
  uri: string,
): PublicKey => {
  const url = new URL(uri);
  if (algorithms.some((algorithm) => jwtFamily(algorithm) === "HS"))
    throw invalidInput("/jwksUri", "published keys are for RS, PS, ES and EdDSA");
  if (url.username || url.password || url.hash)
    throw invalidInput("/jwksUri", "without user, password and fragment");
  if (url.protocol !== "https:" && !(stage.allowPrivateAddresses && url.protocol === "http:"))
    throw invalidInput("/jwksUri", "an https address");
  refuseOwnAddress(stage, "/jwksUri", uri);
  return { kind: "jwks", uri: url.href };
};

const WHY = {
  unreadable: "cannot be read as a key",
  private: "a private key: give the public one",
  "too-short": "too short for the algorithm",
  "does-not-fit": "not a key for the algorithm",
} as const satisfies Record<JwtKeyRefusal, string>;

/** The same of one member of a JWK. */
const WHY_MEMBER = {
  unreadable: "missing, or not what RFC 7518 says it is",
  private: "a private member: give the public key alone",
  "too-short": "too short for the algorithm",
  "does-not-fit": "not for checking signatures of the credential's algorithm",
} as const satisfies Record<JwtKeyRefusal, string>;

/** @throws Refusal for a key that cannot be used */
export const requireUsable = (pointer: string, reading: JwtKeyReading): void => {
  if (reading.outcome === "usable") return;
  const { reason, member } = reading;
  if (member === undefined) throw invalidInput(pointer, WHY[reason]);
  throw invalidInput(`${pointer}/${member}`, WHY_MEMBER[reason]);
};
