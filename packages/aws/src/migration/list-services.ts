import { marshall } from "@aws-sdk/util-dynamodb";
import { Service } from "@latchkey/core/service/service";
import { listAttributes } from "../commit/list-attributes.ts";
import { serviceKey } from "../dynamo/keys.ts";
import { parseStored } from "../dynamo/parse-stored.ts";
import { serviceByName } from "../dynamo/service-lists.ts";
import type { Item, Table } from "../dynamo/table.ts";
import { updated } from "../dynamo/written.ts";

const serviceOf = parseStored(Service);
const { pk: SERVICE, sk: META } = serviceKey("");

/** Lists a service by its name, and nothing where it is listed so. A change meanwhile has listed it itself. */
export const listServiceByName = async (table: Table, item: Item): Promise<boolean> => {
  const [pk, sk] = [String(item["pk"]), String(item["sk"])];
  if (!pk.startsWith(SERVICE) || sk !== META || item["doc"] === undefined) return false;
  const service = serviceOf.parse(item);
  const attributes = Object.entries(listAttributes([serviceByName(service)], service.id));
  if (attributes.every(([name, value]) => item[name] === value)) return false;
  return updated(
    table,
    { pk, sk },
    {
      UpdateExpression: `SET ${attributes.map(([name]) => `${name} = :${name}`).join(", ")}`,
      ConditionExpression: "revision = :revision",
      ExpressionAttributeValues: marshall({
        ...Object.fromEntries(attributes.map(([name, value]) => [`:${name}`, value])),
        ":revision": service.revision,
      }),
    },
  );
};
