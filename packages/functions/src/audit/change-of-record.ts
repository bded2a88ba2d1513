import { auditedPlace } from "@latchkey/aws/dynamo/audited-place";
import { macOf, writtenByOf } from "@latchkey/aws/stores/erased-table";
import type { RecordImage, RecordWrite } from "@latchkey/core/audit/judge-write";
import type { DynamoDBRecord } from "aws-lambda";
import { plainItem } from "./plain-item.ts";

type Item = Record<string, unknown>;

/** What a record of the stream says of an item; undefined for a key of no record. */
export const writeOfRecord = ({ dynamodb }: DynamoDBRecord): RecordWrite | undefined => {
  const key = plainItem(dynamodb?.Keys);
  const place = auditedPlace({ pk: String(key?.["pk"]), sk: String(key?.["sk"]) });
  if (!place) return undefined;
  const [was, now] = [imageOf(dynamodb?.OldImage), imageOf(dynamodb?.NewImage)];
  const at = new Date((dynamodb?.ApproximateCreationDateTime ?? 0) * 1000).toISOString();
  return { place, at, ...(was ? { was } : {}), ...(now ? { now } : {}) };
};

const imageOf = (image: Parameters<typeof plainItem>[0]): RecordImage | undefined => {
  const item = plainItem(image);
  if (!item) return undefined;
  const { doc, revision, by, restored } = item;
  const author = writtenByOf(by);
  const mac = macOf(by);
  return {
    revision: Number(revision ?? 0),
    ...(isItem(doc) ? { doc } : {}),
    ...(author ? { by: author } : {}),
    ...(mac === undefined ? {} : { mac }),
    ...(typeof restored === "string" ? { restored } : {}),
  };
};

const isItem = (value: unknown): value is Item => typeof value === "object" && value !== null;
