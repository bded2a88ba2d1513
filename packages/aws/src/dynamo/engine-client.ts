import { randomUUID } from "node:crypto";
import { regionIn } from "../signed/endpoint.ts";
import type { SignPost } from "../signed/sign-post.ts";
import {
  createSignedService,
  type ServiceProtocol,
  type SignedOptions,
  type SignedService,
} from "../signed/signed-service.ts";
import { createDynamoClient, type DynamoClient } from "./dynamo-client.ts";
import { gatheredReads } from "./gathered-reads.ts";
import { DYNAMODB } from "./signed-dynamo.ts";

/** Operations whose inputs are JSON as they are, unless there are bytes in them, and their answers but for bytes. */
const PLAIN: ReadonlySet<string> = new Set([
  "BatchGetItem",
  "DeleteItem",
  "GetItem",
  "PutItem",
  "Query",
  "TransactWriteItems",
  "UpdateItem",
]);

/** What an engine on this machine is reached by. Of the environment unless given. */
export type EngineOptions = Pick<SignedOptions, "endpoint" | "region"> & {
  credentials?: { accessKeyId: string; secretAccessKey: string };
};

/**
 * An engine reads of a signature whose and for which region it is, and verifies none: signing each request would be a
 * tenth of its cost.
 */
const signedInForm =
  (service: string, region: string): SignPost =>
  (headers, _body, { accessKeyId }) => ({
    ...headers,
    "x-amz-date": "20260101T000000Z",
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/${region}/${service}/aws4_request, SignedHeaders=host;x-amz-date, Signature=none`,
  });

/** Calls of an engine on this machine. @throws AwsFault by the names of the SDK's exceptions */
export const createEngineService = (
  protocol: ServiceProtocol,
  { credentials, ...others }: EngineOptions = {},
): SignedService =>
  createSignedService(protocol, {
    ...others,
    ...(credentials ? { credentials: () => credentials } : {}),
    sign: signedInForm(protocol.name.scope, others.region ?? regionIn(process.env)),
  });

/**
 * The SDK's client for a table on one machine: what is read and written all the time goes past the SDK's own layers, which
 * take three times the CPU of the rest, and is sent as the authorizer's calls are.
 *
 * @throws AwsFault in place of the SDK's exceptions: with the same names and members
 */
export const createEngineClient = (options: EngineOptions = {}): DynamoClient => {
  const client = createDynamoClient(options);
  const call = createEngineService(DYNAMODB, options);
  const gathered = gatheredReads(call);
  client.middlewareStack.add(
    (next, { commandName = "" }) =>
      async (args) => {
        const operation = commandName.replace(/Command$/, "");
        if (!PLAIN.has(operation) || hasBytes(args.input)) return next(args);
        const output = await ((operation === "GetItem" && gathered(args.input)) ||
          call<object>(operation, { ...tokenFor(operation), ...args.input }));
        readBytes(output);
        return { output: Object.assign(output, { $metadata: {} }), response: undefined };
      },
    { name: "pastTheSdk", step: "initialize", priority: "high" },
  );
  return client;
};

/** Sent twice it happens once: the SDK adds the token where it writes the body. */
const tokenFor = (operation: string) =>
  operation === "TransactWriteItems" ? { ClientRequestToken: randomUUID() } : {};

const hasBytes = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  (ArrayBuffer.isView(value) || Object.values(value).some(hasBytes));

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "base64"));

/** JSON has bytes as texts in base64, and says so by their type: `B`, of a set `BS`. An attribute of that name is no text. */
const readBytes = (value: unknown): void => {
  if (typeof value !== "object" || value === null) return;
  const { B, BS } = Object(value);
  if (typeof B === "string") Object.assign(value, { B: bytesOf(B) });
  else if (isTexts(BS)) Object.assign(value, { BS: BS.map(bytesOf) });
  else for (const inner of Object.values(value)) readBytes(inner);
};

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === "string");
