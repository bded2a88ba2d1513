import { hash, hkdfSync } from "node:crypto";
import type { RandomBytes } from "../id.ts";
import { currentKey, type KeyRing, keyBytes } from "../key-ring/key-ring.ts";
import { sealBytes, sealedWith, unsealBytes } from "../key-ring/seal.ts";
import type { CallRequest } from "../presented/call-request.ts";
import type { PendingSignature } from "./proof.ts";

/** Loaded for the first signature that waits for a body. */
const zlib = () => process.getBuiltinModule("node:zlib");

/** How long the body may be on its way from the authorizer to the gateway's Lambda. Milliseconds. */
export const PENDING_LIFETIME = 30_000;

/** An authorizer's answer has 8 KB (API Gateway's quota), its policy included. */
const MAX_SEALED = 7_500;
/** No more than the canonical forms of the largest request. */
const MAX_OPEN = 1_000_000;

interface Content {
  until: number;
  /** Of the header fields that are signed. */
  fields: string;
  signature: PendingSignature;
  ifHeld: unknown;
}

export interface OpenedPending {
  signature: PendingSignature;
  /** What the authorizer decided for the case that the signature holds, as it was handed in. */
  ifHeld: unknown;
}

type Bound = Pick<CallRequest, "requestId" | "method" | "path" | "query" | "headers">;

/**
 * Seals a signature that waits for the body (AES-256-GCM), for one request, 30 s and one API: the key is derived from
 * the deployment's data key for that API alone, and request id, method, path and query are associated data.
 *
 * @returns undefined when it does not fit into an authorizer's answer
 */
export const sealPending = (
  ring: KeyRing,
  apiId: string,
  request: Bound,
  pending: OpenedPending,
  now: number,
  random: RandomBytes,
): string | undefined => {
  const { signature, ifHeld } = pending;
  const fields = fingerprint(request, signature.signedHeaders);
  const content: Content = { until: now + PENDING_LIFETIME, fields, signature, ifHeld };
  const bytes = zlib().deflateRawSync(JSON.stringify(content));
  const sealed = sealBytes(derived(ring, currentKey(ring).id, apiId), bytes, ownerOf(request), random);
  return sealed.length > MAX_SEALED ? undefined : sealed;
};

/** Opens what `sealPending` made; nothing for another request, another API or deployment, or when its time is over. */
export const openPending = (
  ring: KeyRing,
  apiId: string,
  request: Bound,
  sealed: string,
  now: number,
): OpenedPending | undefined => {
  const id = sealedWith(sealed);
  if (sealed.length > MAX_SEALED || keyBytes(ring, id) === undefined) return undefined;
  const bytes = unsealBytes(derived(ring, id, apiId), sealed, ownerOf(request));
  if (!bytes) return undefined;
  // Only an authorizer of this deployment can have sealed it, so it has the shape of `Content`.
  const text = zlib().inflateRawSync(bytes, { maxOutputLength: MAX_OPEN }).toString("utf8");
  const { until, fields, signature, ifHeld }: Content = JSON.parse(text);
  const isTheirs = now < until && now >= until - PENDING_LIFETIME;
  return isTheirs && fields === fingerprint(request, signature.signedHeaders)
    ? { signature, ifHeld }
    : undefined;
};

/** HKDF-SHA256 (RFC 5869) of the data key: a value that is sealed for another purpose never opens here, and the reverse. */
const derived = (ring: KeyRing, id: string, apiId: string): KeyRing => {
  const key = keyBytes(ring, id);
  if (!key) throw new Error("The data ring does not hold this key.");
  const bytes = Buffer.from(hkdfSync("sha256", key, "", `latchkey/pending/${apiId}`, 32));
  return { current: id, keys: { [id]: bytes.toString("base64") } };
};

const ownerOf = ({ requestId, method, path, query }: Bound): string =>
  JSON.stringify([requestId, method, path, sorted(query.map((pair) => JSON.stringify(pair)))]);

const fingerprint = ({ headers }: Bound, names: readonly string[]): string =>
  hash(
    "sha256",
    JSON.stringify(names.map((name) => [name, Object.hasOwn(headers, name) ? headers[name] : []])),
    "base64url",
  );

const sorted = (texts: readonly string[]): string[] => texts.toSorted();
