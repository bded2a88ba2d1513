import { randomBytes } from "node:crypto";
import { consumerKey, credentialKey, currentSubscriptionKey, serviceKey } from "@latchkey/aws/dynamo/keys";
import { rehearsedTable } from "@latchkey/aws/dynamo/rehearsed-table";
import type { CallSubscription } from "@latchkey/core/call-records/call-records";
import type { Consumer } from "@latchkey/core/consumer/consumer";
import type { ApiKeyCredential } from "@latchkey/core/credential/api-key/api-key-credential";
import { lookupOf } from "@latchkey/core/credential/part/credential-place";
import type { KeyRing, KeyRings } from "@latchkey/core/key-ring/key-ring";
import { hashKey, sha256 } from "@latchkey/core/key-ring/pepper";
import type { Service } from "@latchkey/core/service/service";
import { API_KEY_RANDOM_BYTES, mintApiKey } from "@latchkey/signing/api-key/api-key-format";

const API = "rehearsal0";
const SLUG = "rehearsal";
const AT = "2026-01-01T00:00:00.000Z";
const first = (id: string) => ({ id, revision: 1, createdAt: AT, updatedAt: AT });

/**
 * A call without a consumer, with a table and keys that are made for it and thrown away: an instance runs it while it loads, so that the
 * first real call meets code that has run. Nothing of it is ever in a stage's table, and no other table is asked for it.
 */
export const rehearsedCall = () => {
  const bytes = randomBytes(32 + API_KEY_RANDOM_BYTES);
  const ring: KeyRing = { current: "k", keys: { k: bytes.subarray(0, 32).toString("base64") } };
  const keys: KeyRings = { ring: async () => ring, refresh: async () => ring };
  const consumer: Consumer = {
    ...first("con_0000000000000000"),
    name: SLUG,
    team: SLUG,
    labels: {},
    status: "active",
    plugins: {},
  };
  const service: Service = {
    ...first("svc_0"),
    slug: SLUG,
    name: SLUG,
    team: SLUG,
    kind: "rest",
    upstream: { url: "https://rehearsal.invalid", timeoutSeconds: 1, sealedHeaders: {} },
    approvalRules: [],
    whenCountersFail: "closed",
    assertion: false,
    visibility: "private",
    approval: "manual",
    approvers: [],
    plans: [],
    tags: [],
    status: "published",
  };
  const id = "crd_0";
  const apiKey = mintApiKey(consumer.id.slice(4), bytes.subarray(32), lookupOf(id));
  const credential: ApiKeyCredential = {
    ...first(id),
    consumerId: consumer.id,
    name: SLUG,
    status: "enabled",
    hideCredential: true,
    hint: "",
    type: "api-key",
    imported: false,
    secrets: [hashKey(ring, sha256(apiKey))],
  };
  const subscription: CallSubscription = {
    ...first("sub_0"),
    consumerId: consumer.id,
    consumerName: SLUG,
    consumerTeam: SLUG,
    serviceId: service.id,
    service: SLUG,
    serviceTeam: SLUG,
    status: "active",
    applicant: { id: SLUG },
    application: 1,
    appliedAt: AT,
  };
  const table = rehearsedTable(SLUG, [
    [serviceKey(SLUG), service],
    [consumerKey(consumer.id), consumer],
    [credentialKey(consumer.id, lookupOf(id)), credential],
    [currentSubscriptionKey(consumer.id, SLUG), subscription],
  ]);
  return { table, keys, apis: { control: "", gateway: API }, event: () => eventWith(apiKey) };
};

/** As API Gateway hands it over: new objects each time. */
const eventWith = (apiKey: string) => {
  const headers = {
    Accept: "application/json",
    Host: `${API}.execute-api.us-east-1.amazonaws.com`,
    "User-Agent": "curl/8.5.0",
    "X-Amzn-Trace-Id": "Root=1-00000000-000000000000000000000000",
    "X-API-Key": apiKey,
    "X-Forwarded-For": "192.0.2.0",
    "X-Forwarded-Port": "443",
    "X-Forwarded-Proto": "https",
  };
  return JSON.parse(
    JSON.stringify({
      type: "REQUEST",
      methodArn: `arn:aws:execute-api:us-east-1:000000000000:${API}/rehearsal/GET/${SLUG}/0`,
      resource: "/{service}/{proxy+}",
      path: `/${SLUG}/0`,
      httpMethod: "GET",
      headers,
      multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
      queryStringParameters: { page: "1" },
      multiValueQueryStringParameters: { page: ["1"] },
      pathParameters: { service: SLUG, proxy: "0" },
      stageVariables: {},
      requestContext: {
        apiId: API,
        domainName: headers.Host,
        stage: SLUG,
        path: `/rehearsal/${SLUG}/0`,
        requestId: SLUG,
        requestTimeEpoch: 0,
        identity: { sourceIp: "192.0.2.0" },
      },
    }),
  );
};
