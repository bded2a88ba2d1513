import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { marshall } from "@aws-sdk/util-dynamodb";
import {
  consumerKey,
  credentialKey,
  currentSubscriptionKey,
  type Key,
  serviceKey,
} from "@latchkey/aws/dynamo/keys";
import { nameOfKey } from "@latchkey/aws/dynamo/read-batch";
import { lookupOf } from "@latchkey/core/credential/part/credential-place";
import { aRing } from "@latchkey/core/testing/records";
import { keyHolder, SERVICE } from "../bench-records.ts";

export interface StageEndpoint {
  /** What a Lambda of the stage has in its environment. */
  environment: Record<string, string>;
  apiKeys: readonly string[];
  stop(): Promise<void>;
}

/**
 * DynamoDB and Secrets Manager as one verdict needs them, from memory: what is measured is the Lambda, not an engine. Each answer is
 * made before it is asked for.
 *
 * @param callers how many consumers there are, each with a key and a subscription to the service
 */
export const startStageEndpoint = async (callers: number): Promise<StageEndpoint> => {
  const ring = aRing("k1");
  const items = new Map<string, string>();
  const keep = (key: Key, doc: object) =>
    items.set(nameOfKey(key), JSON.stringify(marshall({ ...key, doc }, { removeUndefinedValues: true })));
  keep(serviceKey(SERVICE.slug), SERVICE);
  const apiKeys = Array.from({ length: callers }, (_, index) => {
    const { apiKey, credential, consumer, subscription } = keyHolder(index, ring, randomBytes);
    keep(consumerKey(consumer.id), consumer);
    keep(credentialKey(consumer.id, lookupOf(credential.id)), credential);
    keep(currentSubscriptionKey(consumer.id, SERVICE.slug), subscription);
    return apiKey;
  });
  const secret = JSON.stringify({ SecretString: JSON.stringify(ring) });

  const answerTo = (target: string, body: string): string => {
    if (target.endsWith(".GetSecretValue")) return secret;
    if (!target.endsWith(".BatchGetItem")) throw new Error(`A verdict does not ask for ${target}.`);
    const [[table = "", asked] = []] = Object.entries<{ Keys: Record<"pk" | "sk", { S: string }>[] }>(
      JSON.parse(body).RequestItems,
    );
    const found = (asked?.Keys ?? []).flatMap(
      ({ pk, sk }) => items.get(nameOfKey({ pk: pk.S, sk: sk.S })) ?? [],
    );
    return `{"Responses":{${JSON.stringify(table)}:[${found.join(",")}]},"UnprocessedKeys":{}}`;
  };
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      response.writeHead(200, { "content-type": "application/x-amz-json-1.0" });
      response.end(answerTo(String(request.headers["x-amz-target"]), body));
    });
  }).listen(0, "127.0.0.1");
  server.keepAliveTimeout = 0;
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
  const endpoint = `http://127.0.0.1:${address.port}`;
  return {
    apiKeys,
    environment: {
      AWS_LAMBDA_FUNCTION_NAME: "bench",
      AWS_REGION: "eu-central-1",
      AWS_ACCESS_KEY_ID: "bench",
      AWS_SECRET_ACCESS_KEY: "bench",
      AWS_ENDPOINT_URL_DYNAMODB: endpoint,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoint,
      LATCHKEY_TABLE: "bench",
      LATCHKEY_KEYS: "bench/",
      LATCHKEY_CONTROL_API: "control001",
      LATCHKEY_GATEWAY_API: "gateway001",
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};
