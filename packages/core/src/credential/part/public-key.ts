import * as z from "#schema";

/** Public keys, of which nothing is secret: one, or the address where they are published. */
export const PUBLIC_KEYS = [
  z.object({ kind: z.literal("pem"), pem: z.string() }),
  z.object({ kind: z.literal("jwk"), jwk: z.record(z.string(), z.unknown()) }),
  z.object({ kind: z.literal("jwks"), uri: z.string() }),
] as const;
export const PublicKey = z.union(PUBLIC_KEYS);
export type PublicKey = z.infer<typeof PublicKey>;
