import { auditedPlace } from "@latchkey/aws/dynamo/audited-place";
import { macOf, writtenByOf } from "@latchkey/aws/stores/erased-table";
import { changeOfWrite, type Judging, type RecordImage } from "@latchkey/core/audit/judge-write";
import type { RecordChange } from "@latchkey/core/audit/record-change";
import type { DynamoDBRecord } from "aws-lambda";
import { plainItem } from "./plain-item.ts";

type Item = Record<string, unknown>;

/**
 * The change that a record of the stream describes; undefined for a key of no record, or when there is nothing to report.
 */
export const changeOfRecord = async (
  { dynamodb }: DynamoDBRecord,
  judging: Judging,
): Promise<RecordChange | undefined> => {
  const key = plainItem(dynamodb?.Keys);
  const place = auditedPlace({ pk: String(key?.["pk"]), sk: String(key?.["sk"]) });
  if (!place) return undefined;
  const [was, now] = [imageOf(dynamodb?.OldImage), imageOf(dynamodb?.NewImage)];
  const at = new Date((dynamodb?.ApproximateCreationDateTime ?? 0) * 1000).toISOString();
  return changeOfWrite({ place, at, ...(was ? { was } : {}), ...(now ? { now } : {}) }, judging);
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
