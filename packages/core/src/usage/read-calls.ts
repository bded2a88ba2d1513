import { may, teamAccess } from "../access/access.ts";
import { exists } from "../consumer/consumer.ts";
import { notFound } from "../refusal.ts";
import { findService } from "../service/read-service.ts";
import { callAdvice, limitHit } from "./call-advice.ts";
import { type CallEntry, NO_SERVICE } from "./call-entry.ts";
import type { UsageReads } from "./usage-reads.ts";

export interface CallShown extends CallEntry {
  /** The limit that refused it: the plugin's name. */
  limit?: string;
  /** What to do next, where something went wrong. */
  advice?: string;
}

/**
 * The last calls of a consumer, the newest first: all of them for its own team, and for a provider those to its own service, without
 * the credential. What a provider reads does not depend on the consumer's other calls.
 *
 * @param reference the slug of one service; a provider may give its id too, and must name one
 * @throws Refusal `not-found` for a consumer that is of no team of the caller, and has had no subscription to that service
 */
export const readCalls = async (
  work: UsageReads,
  consumerId: string,
  reference: string | undefined,
): Promise<CallShown[]> => {
  const { stores, caller } = work;
  const consumer = await stores.consumer(consumerId);
  if (!exists(consumer)) throw notFound("consumer");
  const isOwn = may(await teamAccess(stores, caller, consumer.team), "read-consumers");
  const calls = isOwn
    ? await ownCalls(work, consumerId, reference)
    : (await callsToMine(work, consumerId, reference)).map(({ credential: _theirs, ...call }) => call);
  return calls.map((call) => ({ ...call, ...limitHit(call), ...callAdvice(call) }));
};

/** Of a service without a subscription the calls are found under what was called, whether such a service exists or not. */
const ownCalls = async (
  { stores, now }: UsageReads,
  consumerId: string,
  slug: string | undefined,
): Promise<CallEntry[]> => {
  if (slug === undefined) return stores.lastCalls(consumerId, undefined, now);
  const [place, unnamed] = await Promise.all([
    stores.currentSubscription(consumerId, slug),
    stores.lastCalls(consumerId, NO_SERVICE, now),
  ]);
  return place
    ? stores.lastCalls(consumerId, place.serviceId, now)
    : unnamed.filter(({ service }) => service === slug);
};

const callsToMine = async (
  { stores, caller, now }: UsageReads,
  consumerId: string,
  reference: string | undefined,
): Promise<CallEntry[]> => {
  const service = reference === undefined ? undefined : await findService(stores, reference);
  const isMine =
    service !== undefined && may(await teamAccess(stores, caller, service.team), "read-subscriptions");
  if (!isMine || !(await stores.currentSubscription(consumerId, service.slug))) throw notFound("consumer");
  return stores.lastCalls(consumerId, service.id, now);
};
