import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { currentKey, type KeyRing, keyBytes } from "../key-ring/key-ring.ts";

/** A key to sign assertions with; its id is the ring's. */
export interface AssertionKey {
  id: string;
  key: KeyObject;
}

/** A public key as a JWK (RFC 8037, section 2). */
export interface PublicAssertionKey {
  kty: "OKP";
  crv: "Ed25519";
  x: string;
  kid: string;
  alg: "EdDSA";
  use: "sig";
}

const signing = new WeakMap<KeyRing, AssertionKey>();

/** The ring's current key. A ring stays the same object while it is remembered, so its key is made once. */
export const assertionKey = (ring: KeyRing): AssertionKey => {
  const known = signing.get(ring);
  if (known) return known;
  const { id, bytes } = currentKey(ring);
  const made = { id, key: privateKey(bytes) };
  signing.set(ring, made);
  return made;
};

/**
 * The public halves of all keys of the ring (RFC 7517, section 5): also of the next one, which upstreams have to know
 * before it is used, and of former ones, whose last assertions are still on their way.
 */
export const publicAssertionKeys = (ring: KeyRing): { keys: PublicAssertionKey[] } => ({
  keys: Object.keys(ring.keys).map((id) => publicKey(ring, id)),
});

const publicKey = (ring: KeyRing, id: string): PublicAssertionKey => {
  const seed = keyBytes(ring, id);
  if (!seed) throw new Error("A ring holds the keys that it names.");
  const { x } = createPublicKey(privateKey(seed)).export({ format: "jwk" });
  if (x === undefined) throw new Error("An Ed25519 key has a public half.");
  return { kty: "OKP", crv: "Ed25519", x, kid: id, alg: "EdDSA", use: "sig" };
};

/** PKCS #8 around an Ed25519 seed (RFC 8410, section 7): all but the 32 bytes is the same for every key. */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

const privateKey = (seed: Buffer): KeyObject => {
  if (seed.length !== 32) throw new Error("An Ed25519 seed has 32 bytes.");
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: "der", type: "pkcs8" });
};
