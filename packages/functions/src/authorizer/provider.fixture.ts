import { createHash, randomBytes } from "node:crypto";
import type { CallRecordStore } from "@latchkey/core/call-records/call-records";
import type { ApiKeyCredential } from "@latchkey/core/credential/api-key/api-key-credential";
import { lookupOf } from "@latchkey/core/credential/part/credential-place";
import type { Rehash } from "@latchkey/core/credential/part/rehash";
import type { KeyRings } from "@latchkey/core/key-ring/key-ring";
import { hashKey, sha256 } from "@latchkey/core/key-ring/pepper";
import { seal } from "@latchkey/core/key-ring/seal";
import type { Service } from "@latchkey/core/service/service";
import { anAkskCredential } from "@latchkey/core/testing/credentials";
import {
  aConsumer,
  aCredential,
  aRing,
  aService,
  aSubscription,
  keysOf,
  NOW,
} from "@latchkey/core/testing/records";
import { createAuthorizer } from "@latchkey/core/verdict/create-authorizer";
import { mintAccessKey } from "@latchkey/signing/access-key/access-key-format";
import { API_KEY_RANDOM_BYTES, mintApiKey } from "@latchkey/signing/api-key/api-key-format";
import { aws4Authorization, proveAws4 } from "@latchkey/signing/aws4/prove-aws4";
import { createThroughEdge } from "../call/through-edge.ts";
import type { ProviderServices } from "../routes/provider-services.ts";
import { createAuthorizerHandler } from "./authorizer.ts";
import { API, HOST } from "./provider-event.fixture.ts";
import type { RefusalLine } from "./refusal-line.ts";

export const SECRET_KEY = "s".repeat(40);

/** The authorizer's Lambda over records of one consumer, which has an API key, a secret key and a subscription. */
export const anAuthorizer = (
  given: {
    services?: ProviderServices;
    service?: Partial<Service>;
    status?: "active" | "suspended";
    replayProtection?: boolean;
    /** Whether another pepper is current than the one that the key is hashed with. */
    newPepper?: boolean;
  } = {},
) => {
  const ring = aRing("k1");
  const consumer = aConsumer();
  const service = aService(given.service);
  const { history: _history, ...subscription } = aSubscription({ status: given.status ?? "active" });
  const keyId = "crd_01HQZZZZZZZZZZZZZZZZZZZZZ1";
  const pairId = "crd_01HQZZZZZZZZZZZZZZZZZZZZZ2";
  const apiKey = mintApiKey(consumer.id.slice(4), randomBytes(API_KEY_RANDOM_BYTES), lookupOf(keyId));
  const accessKey = mintAccessKey(consumer.id.slice(4), lookupOf(pairId));
  const key: ApiKeyCredential = aCredential({ id: keyId, secrets: [hashKey(ring, sha256(apiKey))] });
  const pair = anAkskCredential({
    id: pairId,
    accessKey,
    secrets: [{ sealed: seal(ring, SECRET_KEY, pairId, randomBytes) }],
    schemes: ["aws4", "gateway-hmac", "rfc9421", "signature"],
    replayProtection: given.replayProtection ?? true,
  });
  const byLookup = new Map([key, pair].map((each) => [lookupOf(each.id), each]));
  const store: CallRecordStore = {
    read: async ({ slug, callers }) => ({
      own: callers.map(({ lookup }) => ({
        credential: byLookup.get(lookup),
        consumer,
        subscription: slug === service.slug ? subscription : undefined,
      })),
      service: { found: slug === service.slug ? service : undefined },
      suspendedTeams: new Set(),
    }),
    byPointers: async () => new Map(),
    byLogin: async () => ({ failures: 0 }),
    countFailure: async () => {},
    byToken: async () => ({ holders: new Map(), owners: new Map() }),
    isNamedWithSecret: async () => false,
  };
  const refusals: RefusalLine[] = [];
  const rehashed: Rehash[] = [];
  const newer = { current: "k2", keys: { ...ring.keys, ...aRing("k2").keys } };
  const peppers = given.newPepper ? newer : ring;
  const rings: KeyRings = keysOf(peppers);
  const handler = createAuthorizerHandler({
    authorizer: createAuthorizer(store, rings),
    people: undefined,
    apis: { control: "controlapi", gateway: "gatewayapi" },
    services: given.services ?? { [API]: { team: "providers" } },
    throughEdge: createThroughEdge([]),
    sealPending: async () => "sealed",
    now: () => NOW,
    rehasher: { record: async (rehash) => void rehashed.push(rehash) },
    refused: (line) => refusals.push(line),
  });
  return {
    handler,
    apiKey,
    signer: { accessKey, secretKey: SECRET_KEY },
    consumer,
    service,
    refusals,
    rehashed,
  };
};

export const sha256Hex = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Signed as curl does: no header tells the digest of the body. */
export const untold = async (signer: { accessKey: string; secretKey: string }, path: string) => {
  const timestamp = new Date(NOW).toISOString().replaceAll(/[-:]|\.\d+/g, "");
  const headers = { host: [HOST], "x-amz-date": [timestamp] };
  const names = Object.keys(headers);
  const request = { method: "POST", path, query: [], headers };
  const { signature } = await proveAws4(request, names, signer, timestamp, sha256Hex("hello"));
  return {
    "x-amz-date": timestamp,
    authorization: aws4Authorization(signer, timestamp, names, signature),
  };
};
