import type { DynamoDBRecord } from "aws-lambda";

/**
 * A record of the stream as a Lambda function receives it (AWS Lambda Developer Guide, "Using AWS Lambda with
 * Amazon DynamoDB"): as JSON has it, its time in whole seconds. The engine counts its records from 1 in each table, where
 * DynamoDB's ids are unique: the stream's name makes them so. The audit's marks are restored with a backup, and a record of
 * the new table must not be taken for one of the old.
 */
export const toLambdaRecord = (record: DynamoDBRecord, streamArn: string): DynamoDBRecord => {
  const { eventID, dynamodb: { ApproximateCreationDateTime: at, ...change } = {}, ...others } = record;
  return {
    ...others,
    ...(eventID !== undefined && { eventID: `${streamArn}/${eventID}` }),
    eventSource: "aws:dynamodb",
    dynamodb: { ...(at !== undefined && { ApproximateCreationDateTime: Math.floor(at) }), ...change },
    eventSourceARN: streamArn,
  };
};
