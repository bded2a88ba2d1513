/** The hashes of Kong's hmac-auth that are accepted, with the length of their signatures in bytes. Never SHA-1. */
export const KONG_ALGORITHMS = { "hmac-sha256": 32, "hmac-sha384": 48, "hmac-sha512": 64 } as const;

export type KongAlgorithm = keyof typeof KONG_ALGORITHMS;

export const isKongAlgorithm = (name: string): name is KongAlgorithm => Object.hasOwn(KONG_ALGORITHMS, name);
