import { createHash } from "node:crypto";
import type { CallRecords } from "@latchkey/core/call-records/call-records";
import type { KeyRings } from "@latchkey/core/key-ring/key-ring";
import type { CallRequest } from "@latchkey/core/presented/call-request";
import { keysOf } from "@latchkey/core/testing/records";
import { keyHolder, SERVICE } from "../bench-records.ts";

const ring = { current: "p1", keys: { p1: Buffer.alloc(32, 1).toString("base64") } };
export const KEYS: KeyRings = keysOf(ring);

/** One caller: what it sends, and what the table holds of it. */
export interface Called {
  request: CallRequest;
  records: CallRecords;
  revoked: CallRecords;
  refused: CallRecords;
}

export const called = (index: number): Called => {
  const random = (length: number) => createHash("sha512").update(`crd_${index}`).digest().subarray(0, length);
  const { apiKey, credential, consumer, subscription } = keyHolder(index, ring, random);
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
