import type { AttributeValue, _Record as StreamRecord } from "@aws-sdk/client-dynamodb-streams";
import type {
  DynamoDBRecord,
  AttributeValue as EventAttributeValue,
  StreamRecord as EventImage,
} from "aws-lambda";

/**
 * A record of the stream as a Lambda function receives it (AWS Lambda Developer Guide, "Using AWS Lambda with
 * Amazon DynamoDB"): plain JSON, so binaries are base64 text and the time is in epoch seconds. The engine counts its
 * records from 1 in each table, where DynamoDB's ids are unique: the stream's name makes them so. The audit's marks are
 * restored with a backup, and a record of the new table must not be taken for one of the old.
 */
export const toLambdaRecord = (record: StreamRecord, streamArn: string): DynamoDBRecord => {
  const change = record.dynamodb ?? {};
  const image: EventImage = {
    ...(change.ApproximateCreationDateTime && {
      ApproximateCreationDateTime: Math.floor(change.ApproximateCreationDateTime.getTime() / 1000),
    }),
    ...(change.Keys && { Keys: toEventItem(change.Keys) }),
    ...(change.NewImage && { NewImage: toEventItem(change.NewImage) }),
    ...(change.OldImage && { OldImage: toEventItem(change.OldImage) }),
    ...(change.SequenceNumber !== undefined && { SequenceNumber: change.SequenceNumber }),
    ...(change.SizeBytes !== undefined && { SizeBytes: change.SizeBytes }),
    ...(change.StreamViewType && { StreamViewType: change.StreamViewType }),
  };
  return {
    ...(record.eventID !== undefined && { eventID: `${streamArn}/${record.eventID}` }),
    ...(record.eventName && { eventName: record.eventName }),
    ...(record.eventVersion !== undefined && { eventVersion: record.eventVersion }),
    eventSource: "aws:dynamodb",
    ...(record.awsRegion !== undefined && { awsRegion: record.awsRegion }),
    dynamodb: image,
    eventSourceARN: streamArn,
    ...(record.userIdentity && { userIdentity: record.userIdentity }),
  };
};

type Item = Record<string, AttributeValue>;
type EventItem = { [name: string]: EventAttributeValue };

const toEventItem = (item: Item): EventItem =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, toEventValue(value)]));

const toEventValue = (value: AttributeValue): EventAttributeValue => {
  if (value.B !== undefined) return { B: toBase64(value.B) };
  if (value.BS !== undefined) return { BS: value.BS.map(toBase64) };
  if (value.M !== undefined) return { M: toEventItem(value.M) };
  if (value.L !== undefined) return { L: value.L.map(toEventValue) };
  if (value.S !== undefined) return { S: value.S };
  if (value.N !== undefined) return { N: value.N };
  if (value.BOOL !== undefined) return { BOOL: value.BOOL };
  if (value.NULL !== undefined) return { NULL: value.NULL };
  if (value.SS !== undefined) return { SS: value.SS };
  if (value.NS !== undefined) return { NS: value.NS };
  throw new Error("A stream record holds an attribute of an unknown type.");
};

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
