import type { CancellationReason } from "@aws-sdk/client-dynamodb";

/** Whether AWS has answered so. By name: the SDK's exception and the signed client's fault are two classes. */
export const isAwsError = (error: unknown, name: string): error is Error =>
  error instanceof Error && error.name === name;

/** Why a transaction was cancelled, in the order of its writes. Undefined for every other error. */
export const cancellationReasons = (error: unknown): readonly CancellationReason[] | undefined =>
  isAwsError(error, "TransactionCanceledException") ? (Object(error).CancellationReasons ?? []) : undefined;
