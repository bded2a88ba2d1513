import {
  BatchGetItemCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { requestTimeouts } from "../request-timeouts.ts";
import type { DynamoCalls } from "./dynamo-calls.ts";

/** Attempts with the SDK's own backoff; the authorizer has 29 s at most and its caller much less patience. */
const MAX_ATTEMPTS = 3;
const CONNECTION_TIMEOUT_MS = 500;
const REQUEST_TIMEOUT_MS = 2000;

/** The SDK's client, which has the operations of a call as methods too. */
export class DynamoClient extends DynamoDBClient implements DynamoCalls {
  constructor(config: DynamoDBClientConfig) {
    super(config);
    // It filters each input and output for a log that is not kept: a twentieth of a call's CPU.
    this.middlewareStack.remove("loggerMiddleware");
  }

  batchGetItem: DynamoCalls["batchGetItem"] = (input) => this.send(new BatchGetItemCommand(input));
  getItem: DynamoCalls["getItem"] = (input) => this.send(new GetItemCommand(input));
  query: DynamoCalls["query"] = (input) => this.send(new QueryCommand(input));
  putItem: DynamoCalls["putItem"] = (input) => this.send(new PutItemCommand(input));
  updateItem: DynamoCalls["updateItem"] = (input) => this.send(new UpdateItemCommand(input));
  transactWriteItems: DynamoCalls["transactWriteItems"] = (input) =>
    this.send(new TransactWriteItemsCommand(input));
}

/** Region, credentials and endpoint (`AWS_ENDPOINT_URL_DYNAMODB`) come from the environment unless given. */
export const createDynamoClient = (
  config: Pick<
    DynamoDBClientConfig,
    "endpoint" | "region" | "credentials" | "maxAttempts" | "requestHandler"
  > = {},
): DynamoClient =>
  new DynamoClient({
    maxAttempts: MAX_ATTEMPTS,
    requestHandler: requestTimeouts(
      config.endpoint ?? process.env["AWS_ENDPOINT_URL_DYNAMODB"],
      CONNECTION_TIMEOUT_MS,
      REQUEST_TIMEOUT_MS,
    ),
    ...config,
  });
