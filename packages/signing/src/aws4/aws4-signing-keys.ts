import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import { AWS4_TERMINATOR } from "./aws4-canonical.ts";

/** Keeps derived signing keys, the likeliest-used ones, never more than its size. */
export interface Aws4SigningKeys {
  /** The key for one secret, day, region and service, when it is kept. */
  find(secret: string, date: string, region: string, service: string): KeyObject | undefined;
  /** Keeps a key. Call it only once a signature has held, or strangers could flush the rest. */
  keep(secret: string, date: string, region: string, service: string, key: KeyObject): void;
}

/**
 * A bounded cache in two generations: what is used moves to the young one, and when that is half the size the old one
 * is dropped. A key is found by everything it is derived from, the secret included, so no other secret can hit it.
 * @param size the most keys kept
 */
export const createAws4SigningKeys = (size = 1_000): Aws4SigningKeys => {
  const half = Math.max(1, Math.floor(size / 2));
  let young = new Map<string, KeyObject>();
  let old = new Map<string, KeyObject>();
  const put = (name: string, key: KeyObject) => {
    if (young.size >= half && !young.has(name)) {
      old = young;
      young = new Map();
    }
    young.set(name, key);
  };
  return {
    find(secret, date, region, service) {
      const name = nameOf(secret, date, region, service);
      const fresh = young.get(name);
      if (fresh) return fresh;
      const aged = old.get(name);
      if (aged) put(name, aged);
      return aged;
    },
    keep(secret, date, region, service, key) {
      put(nameOf(secret, date, region, service), key);
    },
  };
};

/** None of date, region and service holds a slash or a line feed, so no two secrets share a name. */
const nameOf = (secret: string, date: string, region: string, service: string): string =>
  `${secret}\n${date}/${region}/${service}`;

/** The signing key: four HMACs (AWS, "Calculate the signature"). */
export const deriveAws4Key = (secret: string, date: string, region: string, service: string): KeyObject => {
  let key = Buffer.from(`AWS4${secret}`, "utf8");
  for (const part of [date, region, service, AWS4_TERMINATOR]) {
    key = createHmac("sha256", key).update(part).digest();
  }
  return createSecretKey(key);
};
