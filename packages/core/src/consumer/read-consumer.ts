import { type Action, allow } from "../access/access.ts";
import { fittingPage } from "../page.ts";
import { invalidInput, notFound } from "../refusal.ts";
import { listOfTeams, notOfAllTeams } from "../team/my-teams.ts";
import { type Consumer, exists } from "./consumer.ts";
import type { ConsumerReads } from "./consumer-work.ts";

/** A deleted consumer is as unknown, though its clean-up may still be going on. */
export const readConsumer = (work: ConsumerReads, id: string): Promise<Consumer> =>
  consumerFor(work, id, "read-consumers");

/** A consumer, for a caller that may do `action` to it or to its parts. */
export const consumerFor = async (work: ConsumerReads, id: string, action: Action): Promise<Consumer> => {
  const consumer = await work.stores.consumer(id);
  if (!exists(consumer)) throw notFound("consumer");
  await allow(work.stores, work.caller, consumer.team, action, "consumer");
  return consumer;
};

/**
 * The consumers of the caller's teams, or of one of them; all of them for an admin. With `q` those whose names begin with
 * it, in capitals or not: of each team in the order of names, of all teams in the order of making.
 *
 * @throws Refusal `invalid-input` for an order that no index answers: what is searched for is in the order of names, and
 *   all teams' in the order of making.
 */
export const listConsumers = listOfTeams({
  name: "consumers",
  action: "read-consumers",
  all: async (stores: ConsumerReads["stores"], page, { q, by }) => {
    if (by === "name") throw notOfAllTeams();
    return q === undefined
      ? stores.consumers(page)
      : fittingPage(
          page,
          (part) => stores.consumers(part),
          ({ name }) => name.startsWith(beginningOf(q)),
        );
  },
  of: async (stores, team, page, { q, by }) => {
    if (q !== undefined && by === "created") throw invalidInput("sort", "With `q`: `name` or `-name`.");
    return q === undefined && by !== "name"
      ? stores.consumersOf(team, page)
      : fittingPage(page, (part) => stores.consumersNamed(team, beginningOf(q ?? ""), part), exists);
  },
});

/** Names have no capitals. */
const beginningOf = (q: string): string => q.trim().toLowerCase();
