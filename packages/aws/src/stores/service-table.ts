import { Service } from "@latchkey/core/service/service";
import type { ServiceStore } from "@latchkey/core/service/service-store";
import {
  allServices,
  publishedServices,
  serviceIdKey,
  serviceKey,
  serviceOpenapiKey,
  servicePathsKey,
  servicesOf,
} from "../dynamo/keys.ts";
import { parseStored } from "../dynamo/parse-stored.ts";
import { readItem, readPartition } from "../dynamo/read-item.ts";
import { type ListedTable, readList } from "../dynamo/read-list.ts";
import { servicesByName } from "../dynamo/service-lists.ts";
import type { CallTable, Table } from "../dynamo/table.ts";

const listed = parseStored(Service);

const readService = async (table: Table, slug: string): Promise<Service | undefined> => {
  const items = await readPartition(table, serviceKey(slug).pk);
  const service = listed.orNothing(items.find((item) => item["sk"] === serviceKey(slug).sk));
  const openapi = items.find((item) => item["sk"] === serviceOpenapiKey(slug).sk)?.["openapi"];
  return service && typeof openapi === "string" ? { ...service, openapi } : service;
};

/**
 * The service without `openapi`, in one read of one item: every instance of the gateway asks for it every few seconds,
 * and a document of 200 KB is 50 items' worth of reading.
 */
export const serviceRecord =
  (table: CallTable) =>
  async (slug: string): Promise<Service | undefined> =>
    listed.orNothing(await readItem(table, serviceKey(slug)));

/** The operations of its OpenAPI document: `operationsOf`. */
export const serviceOperations =
  (table: CallTable) =>
  async (slug: string): Promise<string[]> => {
    const operations = (await readItem(table, servicePathsKey(slug)))?.["operations"];
    return Array.isArray(operations) ? operations.map(String) : [];
  };

/** Lists leave out `openapi`, which may be larger than everything else together. */
export const serviceTable = (table: ListedTable): ServiceStore => ({
  service: (slug) => readService(table, slug),
  serviceById: async (id) => {
    const pointer = await readItem(table, serviceIdKey(id));
    const service = pointer && (await readService(table, String(pointer["slug"])));
    return service?.id === id ? service : undefined;
  },
  services: (page) => readList(table, allServices, page, listed.parse),
  servicesOf: (team, page) => readList(table, servicesOf(team), page, listed.parse),
  servicesByName: (team, page) => readList(table, servicesByName(team), page, listed.parse),
  publishedServices: (page) => readList(table, publishedServices, page, listed.parse),
});
