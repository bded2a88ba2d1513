import { pageItems } from "@latchkey/aws/dynamo/page-items";
import type { Credential } from "@latchkey/core/credential/credential";
import { findCredentials, placeInOrder } from "@latchkey/core/credential/find-credentials";
import { listCredentials } from "@latchkey/core/credential/read-credential";
import type { Page } from "@latchkey/core/page";
import type { PlatformWork } from "@latchkey/core/platform/work";
import { line } from "@latchkey/core/text";
import * as z from "zod/mini";
import { PageQuery, pageOf } from "../http/operation.ts";
import { readSort, sortBy } from "../http/sorted-list.ts";

export const CredentialSort = sortBy("created", "name", "last-used");

export const CredentialSearchQuery = z.strictObject({
  ...PageQuery,
  q: z.optional(line(100)),
  sort: CredentialSort,
});

/** A page of a consumer's credentials. What is searched or sorted is read whole: a consumer has few. */
export const searchCredentials = async (
  work: PlatformWork,
  consumer: string,
  { q, sort, ...query }: z.output<typeof CredentialSearchQuery>,
): Promise<Page<Credential>> => {
  if (q === undefined && sort === undefined) return listCredentials(work, consumer, pageOf(query));
  const asked = readSort(sort);
  const placeOf = (each: Credential) => placeInOrder(each, asked.by);
  const found = {
    name: `credentials of ${consumer} with ${q ?? ""} by ${sort ?? ""}`,
    items: await findCredentials(work, consumer, { ...asked, ...(q === undefined ? {} : { q }) }),
    placeOf,
    isBehind: (each: Credential, place: string) =>
      asked.backwards ? placeOf(each) < place : placeOf(each) > place,
  };
  return pageItems(() => work.keys.ring("request"), found, pageOf(query));
};
