import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { operationsOf } from "@latchkey/core/gateway/path-template";
import { serviceKey, serviceOpenapiKey, servicePathsKey } from "../dynamo/keys.ts";
import type { Item, Table } from "../dynamo/table.ts";
import { written } from "../dynamo/written.ts";

const { pk: SERVICE, sk: OPENAPI } = serviceOpenapiKey("");

/** Puts the operations of a service's document beside it, for the gateway. A change of the service meanwhile has put its own. */
export const namePaths = async (table: Table, { pk, sk, openapi }: Item): Promise<boolean> => {
  if (!String(pk).startsWith(SERVICE) || sk !== OPENAPI || typeof openapi !== "string") return false;
  const key = servicePathsKey(String(pk).slice(serviceKey("").pk.length));
  return written(
    table.client.send(
      new PutItemCommand({
        TableName: table.tableName,
        Item: marshall({ ...key, operations: operationsOf(openapi) }),
        ConditionExpression: "attribute_not_exists(pk)",
      }),
    ),
  );
};
