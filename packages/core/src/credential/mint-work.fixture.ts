import { aRing, countingBytes } from "../testing/records.ts";

const ring = aRing("k1");

/** What secrets are minted with: bytes that repeat, and one key. */
export const MINT_WORK = {
  keys: { ring: async () => ring, refresh: async () => ring },
  random: countingBytes,
  stage: { keyPrefix: "lk", allowPrivateAddresses: false },
};
export const CONSUMER = "con_0000000000000001";
