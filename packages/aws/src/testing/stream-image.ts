import { marshall } from "@aws-sdk/util-dynamodb";
import type { AttributeValue } from "aws-lambda";

/** An item as the table's stream brings it to a Lambda: every attribute with its type. */
export const streamImage = (item: object): Record<string, AttributeValue> =>
  marshall(item) as Record<string, AttributeValue>;
