import { randomUUID } from "node:crypto";
import { createSignedService, type SignedOptions } from "../signed/signed-service.ts";
import { createDynamoClient, type DynamoClient } from "./dynamo-client.ts";
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

/**
 * The SDK's client for a table on one machine: what is read and written all the time goes past the SDK's own layers, which
 * take three times the CPU of the rest, and is signed and sent as the authorizer's calls are. Endpoint, region and credentials
 * come from the environment unless given.
 *
 * @throws AwsFault in place of the SDK's exceptions: with the same names and members
 */
export const createEngineClient = (
  options: Pick<SignedOptions, "endpoint" | "region"> & {
    credentials?: { accessKeyId: string; secretAccessKey: string };
  } = {},
): DynamoClient => {
  const client = createDynamoClient(options);
  const { credentials, ...others } = options;
  const call = createSignedService(DYNAMODB, {
    ...others,
    ...(credentials ? { credentials: () => credentials } : {}),
  });
  client.middlewareStack.add(
    (next, { commandName = "" }) =>
      async (args) => {
        const operation = commandName.replace(/Command$/, "");
        if (!PLAIN.has(operation) || hasBytes(args.input)) return next(args);
        const output = await call<object>(operation, { ...tokenFor(operation), ...args.input });
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
