import { once } from "@latchkey/core/once";
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { createRelay } from "./create-relay.ts";
import { relayDependencies } from "./relay-dependencies.ts";

const relay = once(() => createRelay(relayDependencies()));

/** Invoked with the table's stream, filtered by `OUTBOX_FILTER`, with `ReportBatchItemFailures`. */
export const handler = (batch: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => relay()(batch);
