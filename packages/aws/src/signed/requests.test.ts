import { describe, expect, it } from "vitest";
import type { DynamoCalls } from "../dynamo/dynamo-calls.ts";
import { createDynamoClient } from "../dynamo/dynamo-client.ts";
import { signedDynamo } from "../dynamo/signed-dynamo.ts";
import type { SecretCalls } from "../key-ring/secret-calls.ts";
import { SecretsClient } from "../key-ring/secrets-client.ts";
import { signedSecrets } from "../key-ring/signed-secrets.ts";
import { type FaultServer, startFaultServer } from "./fault-server.fixture.ts";
import { createSignPost } from "./sign-post.ts";

const KEY = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "secret-of-the-role",
  sessionToken: "session+/token==",
};
const region = "eu-central-1";
const Key = { pk: { S: 'NONCE#ü\n"\u2028' }, sk: { S: "META" } };
const TableName = "latchkey";
const ClientRequestToken = "3f0a8a1e-0000-4000-8000-000000000000";

const DYNAMO: Record<string, (client: DynamoCalls) => Promise<unknown>> = {
  BatchGetItem: (client) =>
    client.batchGetItem({
      RequestItems: {
        [TableName]: { ConsistentRead: true, Keys: [Key], ProjectionExpression: "pk, sk, doc" },
      },
    }),
  GetItem: (client) => client.getItem({ TableName, Key, ConsistentRead: true }),
  Query: (client) =>
    client.query({
      TableName,
      IndexName: "list",
      KeyConditionExpression: "#pk = :pk",
      ExpressionAttributeNames: { "#pk": "pk" },
      ExpressionAttributeValues: { ":pk": { S: "a" } },
      ExclusiveStartKey: undefined,
      Limit: 1,
    }),
  PutItem: (client) =>
    client.putItem({
      TableName,
      Item: {
        ...Key,
        ttl: { N: "1.5e9" },
        flags: { SS: ["a", "b"] },
        doc: { M: { list: { L: [{ NULL: true }, { BOOL: false }] } } },
      },
      ConditionExpression: "attribute_not_exists(pk)",
    }),
  UpdateItem: (client) =>
    client.updateItem({
      TableName,
      Key,
      UpdateExpression: "SET n = :n",
      ExpressionAttributeValues: { ":n": { N: "1" } },
      ReturnValues: "ALL_NEW",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    }),
  TransactWriteItems: (client) =>
    client.transactWriteItems({
      ClientRequestToken,
      TransactItems: [
        { Update: { TableName, Key, UpdateExpression: "REMOVE n" } },
        { Delete: { TableName, Key } },
      ],
    }),
};

const onlyRequest = ({ requests }: FaultServer) => {
  expect(requests).toHaveLength(1);
  const [request] = requests;
  if (!request) throw new Error("One request was sent.");
  const { authorization = "", ...headers } = request.headers;
  return { body: request.body, headers, authorization };
};

/** What both clients have sent for the same call. */
const sentBy = async <Client>(
  create: { sdk: (endpoint: string) => Client; signed: (endpoint: string) => Client },
  call: (client: Client) => Promise<unknown>,
) => {
  const server = await startFaultServer([{ status: 200 }]);
  await call(create.sdk(server.endpoint));
  const ofSdk = onlyRequest(server);
  server.requests.length = 0;
  await call(create.signed(server.endpoint));
  const ofSigned = onlyRequest(server);
  await server.stop();
  return { ofSdk, ofSigned };
};
type Sent = Awaited<ReturnType<typeof sentBy>>;

/** Other in each request, or the SDK's own name. */
const OWN = /^(?:amz-sdk-invocation-id|user-agent|x-amz-user-agent|x-amz-date|x-amz-content-sha256|host)$/;
/** The SDK writes members in its own order. */
const comparable = ({ body, headers }: Sent["ofSdk"]) => ({
  body: JSON.parse(body),
  length: Buffer.byteLength(body),
  headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !OWN.test(name))),
});

/** The SDK's request signed again by us: the very same proof. */
const signedAgain = (
  { headers, authorization, body }: Sent["ofSdk"],
  service: string,
): string | undefined => {
  const names = /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(";") ?? [];
  const ADDED = /^x-amz-(?:date|content-sha256|security-token)$/;
  const given = names.filter((name) => !ADDED.test(name)).map((name) => [name, String(headers[name])]);
  const [date = ""] = [String(headers["x-amz-date"])];
  const at = new Date(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  return createSignPost({ region, service, path: "/" })(Object.fromEntries(given), body, KEY, at)[
    "authorization"
  ];
};

const check = ({ ofSdk, ofSigned }: Sent, service: string) => {
  expect(comparable(ofSigned)).toEqual(comparable(ofSdk));
  expect(signedAgain(ofSdk, service)).toBe(ofSdk.authorization);
  expect(signedAgain(ofSigned, service)).toBe(ofSigned.authorization);
};

describe("The signed client sends what the SDK's sends, header by header and with the same proof, for", () => {
  it.each(Object.entries(DYNAMO))("%s", async (_name, call) => {
    const create = {
      sdk: (endpoint: string): DynamoCalls => createDynamoClient({ endpoint, region, credentials: KEY }),
      signed: (endpoint: string) => signedDynamo({ endpoint, region, credentials: () => KEY }),
    };
    check(await sentBy(create, call), "dynamodb");
  });

  it("GetSecretValue", async () => {
    const create = {
      sdk: (endpoint: string): SecretCalls =>
        new SecretsClient({ endpoint, region, credentials: KEY, maxAttempts: 3 }),
      signed: (endpoint: string) => signedSecrets({ endpoint, region, credentials: () => KEY }),
    };
    const sent = await sentBy(create, (client) =>
      client.getSecretValue({ SecretId: "latchkey/prod/pepper" }),
    );
    check(sent, "secretsmanager");
  });
});
