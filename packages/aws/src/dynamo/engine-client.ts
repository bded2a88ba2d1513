import { randomUUID } from "node:crypto";
import { createSignedService, type SignedOptions } from "../signed/signed-service.ts";
import { createDynamoClient, type DynamoClient } from "./dynamo-client.ts";
import { DYNAMODB } from "./signed-dynamo.ts";

/** Operations whose inputs and answers are JSON as they are: this program stores no bytes. */
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
        if (!PLAIN.has(operation)) return next(args);
        const output = await call<object>(operation, { ...tokenFor(operation), ...args.input });
        return { output: Object.assign(output, { $metadata: {} }), response: undefined };
      },
    { name: "pastTheSdk", step: "initialize", priority: "high" },
  );
  return client;
};

/** Sent twice it happens once: the SDK adds the token where it writes the body. */
const tokenFor = (operation: string) =>
  operation === "TransactWriteItems" ? { ClientRequestToken: randomUUID() } : {};
