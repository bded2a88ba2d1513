import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { requestTimeouts } from "../request-timeouts.ts";

/** Attempts with the SDK's own backoff; the authorizer has 29 s at most and its caller much less patience. */
const MAX_ATTEMPTS = 3;
const CONNECTION_TIMEOUT_MS = 500;
const REQUEST_TIMEOUT_MS = 2000;

/** Region, credentials and endpoint (`AWS_ENDPOINT_URL_DYNAMODB`) come from the environment unless given. */
export const createDynamoClient = (
  config: Pick<
    DynamoDBClientConfig,
    "endpoint" | "region" | "credentials" | "maxAttempts" | "requestHandler"
  > = {},
): DynamoDBClient =>
  new DynamoDBClient({
    maxAttempts: MAX_ATTEMPTS,
    requestHandler: requestTimeouts(
      config.endpoint ?? process.env["AWS_ENDPOINT_URL_DYNAMODB"],
      CONNECTION_TIMEOUT_MS,
      REQUEST_TIMEOUT_MS,
    ),
    ...config,
  });
