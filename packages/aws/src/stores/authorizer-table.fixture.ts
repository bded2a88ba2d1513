import type { CallKey, CallRecords } from "@latchkey/core/call-records/call-records";
import { lookupOf } from "@latchkey/core/credential/part/credential-place";
import { change } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import type { TestStore } from "../testing/store-for-tests.ts";
import type { AuthorizerTable } from "./authorizer-table.ts";

export const subscribed = async (store: TestStore) => {
  const service = fresh.service("globex", { openapi: "{}" });
  const consumer = fresh.consumer("acme");
  const credential = fresh.credential(consumer.id);
  const subscription = fresh.subscription(consumer, service, { status: "active" });
  await store.keep({ service, consumer, credential, subscription });
  await store.commit(change({ write: "suspend-team", team: "initech", suspended: true }));
  const names = { consumerId: consumer.id, lookup: lookupOf(credential.id), service: service.slug };
  return { service, consumer, credential, subscription, names };
};

/** Everything of one call. */
export const readCall = async (
  table: AuthorizerTable,
  { service: slug, ...place }: CallKey,
): Promise<CallRecords> => {
  const found = await table.read({ slug, callers: [place], service: true, suspendedTeams: true });
  const [own] = found.own;
  if (!own || !found.service || !found.suspendedTeams) throw new Error("All of it was wanted.");
  return { ...own, service: found.service.found, suspendedTeams: found.suspendedTeams };
};
