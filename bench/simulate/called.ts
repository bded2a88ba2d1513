import { createHash } from "node:crypto";
import type { CallRecords } from "@latchkey/core/call-records/call-records";
import type { ApiKeyCredential } from "@latchkey/core/credential/api-key/api-key-credential";
import { lookupOf } from "@latchkey/core/credential/part/credential-place";
import type { KeyRings } from "@latchkey/core/key-ring/key-ring";
import { hashKey, sha256 } from "@latchkey/core/key-ring/pepper";
import type { CallRequest } from "@latchkey/core/presented/call-request";
import { API_KEY_RANDOM_BYTES, mintApiKey } from "@latchkey/signing/api-key/api-key-format";
import { consumerOf, resource, SERVICE, subscriptionOf } from "../bench-records.ts";

const ring = { current: "p1", keys: { p1: Buffer.alloc(32, 1).toString("base64") } };
export const KEYS: KeyRings = { ring: async () => ring, refresh: async () => ring };

/** One caller: what it sends, and what the table holds of it. */
export interface Called {
  request: CallRequest;
  records: CallRecords;
  revoked: CallRecords;
  refused: CallRecords;
}

export const called = (index: number): Called => {
  const consumer = consumerOf(index);
  const id = `crd_${index}`;
  const random = createHash("sha512").update(id).digest().subarray(0, API_KEY_RANDOM_BYTES);
  const apiKey = mintApiKey(consumer.id.slice(4), random, lookupOf(id));
  const credential: ApiKeyCredential = {
    ...resource(id),
    consumerId: consumer.id,
    name: "key",
    status: "enabled",
    hideCredential: true,
    hint: apiKey.slice(0, 12),
    type: "api-key",
    imported: false,
    secrets: [hashKey(ring, sha256(apiKey))],
  };
  const subscription = subscriptionOf(consumer);
  const records: CallRecords = {
    credential,
    consumer,
    subscription,
    service: SERVICE,
    suspendedTeams: new Set(),
  };
  return {
    request: {
      method: "GET",
      path: "/orders/today",
      service: SERVICE.slug,
      rest: "/today",
      query: [],
      headers: { "x-api-key": [apiKey] },
      sourceIp: "192.0.2.1",
      requestId: `request-${index}`,
    },
    records,
    revoked: { ...records, credential: { ...credential, status: "disabled" } },
    // Of a service that had the slug before: the kind of refusal that rests on the shared records too.
    refused: { ...records, subscription: { ...subscription, serviceId: "svc_before" } },
  };
};
