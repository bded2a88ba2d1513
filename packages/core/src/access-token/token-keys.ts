import { createECDH, createPrivateKey, createPublicKey, ECDH, hkdfSync, type KeyObject } from "node:crypto";
import { currentKey, type KeyRing, keyBytes } from "../key-ring/key-ring.ts";

/** A key to sign access tokens with; its id is the ring's. */
export interface TokenKey {
  id: string;
  key: KeyObject;
}

/** A public key as a JWK (RFC 7518, section 6.2). */
export interface PublicTokenKey {
  kty: "EC";
  crv: "P-256";
  x: string;
  y: string;
  kid: string;
  alg: "ES256";
  use: "sig";
}

const CURVE = "prime256v1";
/** The order of P-256 (SEC 2, section 2.4.2). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
/** 64 bits more than the order has, so that no private key is likelier than another (FIPS 186-5, appendix A.2.1). */
const DRAWN_BYTES = 40;

const signing = new WeakMap<KeyRing, TokenKey>();
const checking = new WeakMap<KeyRing, Map<string, KeyObject>>();

/** The current key of the ring `token`. A ring stays the same object while it is remembered, so its key is made once. */
export const tokenKey = (ring: KeyRing): TokenKey => {
  const known = signing.get(ring);
  if (known) return known;
  const { id, bytes } = currentKey(ring);
  const pair = keyPair(bytes);
  const jwk = { ...pointOf(pair.getPublicKey()), d: pair.getPrivateKey().toString("base64url") };
  const made = { id, key: createPrivateKey({ key: jwk, format: "jwk" }) };
  signing.set(ring, made);
  return made;
};

/** The ring `token-public` that belongs to a ring `token`: the same ids and dates, and points in their compressed form. */
export const publicTokenRing = ({ current, keys, dates }: KeyRing): KeyRing => ({
  current,
  keys: Object.fromEntries(
    Object.entries(keys).map(([id, seed]) => [
      id,
      keyPair(Buffer.from(seed, "base64")).getPublicKey("base64", "compressed"),
    ]),
  ),
  ...(dates ? { dates } : {}),
});

/** The key of this id that tokens are checked with, of the ring `token-public`. */
export const checkingKey = (ring: KeyRing, id: string): KeyObject | undefined => {
  const made = checking.get(ring) ?? new Map<string, KeyObject>();
  checking.set(ring, made);
  const known = made.get(id);
  if (known) return known;
  const point = keyBytes(ring, id);
  if (!point) return undefined;
  const key = createPublicKey({ key: { ...pointOf(uncompressed(point)) }, format: "jwk" });
  made.set(id, key);
  return key;
};

/**
 * The keys of the ring `token-public` (RFC 7517, section 5): also the next one, which everybody has to know before it is
 * used, and former ones, whose last tokens still live.
 */
export const publishedTokenKeys = (ring: KeyRing): { keys: PublicTokenKey[] } => ({
  keys: Object.keys(ring.keys).flatMap((kid): PublicTokenKey[] => {
    const point = keyBytes(ring, kid);
    return point ? [{ ...pointOf(uncompressed(point)), kid, alg: "ES256", use: "sig" }] : [];
  }),
});

/** The key pair that a ring's 32 bytes stand for. */
const keyPair = (seed: Buffer): ECDH => {
  const drawn = Buffer.from(hkdfSync("sha256", seed, "", "latchkey access token key", DRAWN_BYTES));
  const secret = (BigInt(`0x${drawn.toString("hex")}`) % (ORDER - 1n)) + 1n;
  const pair = createECDH(CURVE);
  pair.setPrivateKey(secret.toString(16).padStart(64, "0"), "hex");
  return pair;
};

const uncompressed = (point: Buffer): Buffer =>
  Buffer.from(ECDH.convertKey(point, CURVE, undefined, "hex", "uncompressed").toString(), "hex");

const pointOf = (point: Buffer): Pick<PublicTokenKey, "kty" | "crv" | "x" | "y"> => ({
  kty: "EC",
  crv: "P-256",
  x: point.subarray(1, 33).toString("base64url"),
  y: point.subarray(33).toString("base64url"),
});
