import { randomUUID } from "node:crypto";
import { createSignedService, type SignedOptions, type SignedService } from "../signed/signed-service.ts";
import type { DynamoCalls } from "./dynamo-calls.ts";

/** AWS JSON protocol 1.0, as DynamoDB speaks it. */
export const DYNAMODB = {
  name: { host: "dynamodb", scope: "dynamodb", variable: "DYNAMODB" },
  contentType: "application/x-amz-json-1.0",
  target: "DynamoDB_20120810",
  /** A batch of items is 16 MB at most; JSON names their types and escapes their texts. */
  mostBytes: 64 * 1024 * 1024,
};

/** DynamoDB without the SDK: what a call reads and writes. Items hold no bytes (`B`, `BS`): JSON has none. */
export const signedDynamo = (options: SignedOptions = {}): DynamoCalls => {
  const call = lazily(() => createSignedService(DYNAMODB, options));
  return {
    batchGetItem: (input) => call("BatchGetItem", input),
    getItem: (input) => call("GetItem", input),
    query: (input) => call("Query", input),
    putItem: (input) => call("PutItem", input),
    updateItem: (input) => call("UpdateItem", input),
    // Sent twice it happens once, as with the SDK.
    transactWriteItems: (input) =>
      call("TransactWriteItems", { ...input, ClientRequestToken: input.ClientRequestToken ?? randomUUID() }),
  };
};

/** The environment is read at the first call: a test may set it after the module is loaded. */
const lazily = (create: () => SignedService): SignedService => {
  let made: SignedService | undefined;
  return async <Output extends object>(operation: string, input: object) => {
    made ??= create();
    return made<Output>(operation, input);
  };
};
