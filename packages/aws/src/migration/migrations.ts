import type { Item, SealingTable } from "../dynamo/table.ts";
import { claimForOldest } from "./claim-for-oldest.ts";
import { countLiving } from "./count-living.ts";
import { listServiceByName } from "./list-services.ts";
import { listSubscriptions } from "./list-subscriptions.ts";
import { namePaths } from "./name-paths.ts";
import { sealStored } from "./seal-stored.ts";

/** Brings every item of the table from the form before into the form `to`. */
export interface Migration {
  to: number;
  /** The least form that code must know to write from then on. Below `to` while the code before may still serve. */
  needs: number;
  /** What it is for, in a few words. */
  name: string;
  /**
   * Changes what belongs to one item, if it must be. Conditional and idempotent: it is brought the same item again after
   * a stop, and others write meanwhile.
   *
   * @returns whether anything was changed.
   */
  change(table: SealingTable, item: Item): Promise<boolean>;
}

/**
 * In order. A change of the form goes in three releases: the first writes both forms and reads either (`needs` stays), its
 * migration brings the old items along, and a later one gives the old form up and raises `needs`.
 */
export const MIGRATIONS: readonly Migration[] = [
  {
    to: 2,
    needs: 2,
    name: "consumers count their living subscriptions",
    change: (table, { pk, sk, doc }) =>
      String(pk).startsWith(CONSUMER) && sk === "META" && doc !== undefined
        ? countLiving(table, String(pk).slice(CONSUMER.length))
        : Promise.resolve(false),
  },
  {
    to: 3,
    // What code before writes carries no seal, and would read as written past the program.
    needs: 3,
    name: "records carry a seal of their author",
    change: sealStored,
  },
  {
    to: 4,
    // Records that earlier code writes have no owner.
    needs: 4,
    name: "issuers of public keys belong to a team, and identities of tokens are held in each team",
    change: claimForOldest,
  },
  {
    to: 5,
    // The release before lists none of its own: the migration is run again after it has stopped.
    needs: 4,
    name: "what waits for a decision and what was decided is listed for the provider's team, subscriptions for the consumer's",
    change: async (table, item) => (await listSubscriptions(table, item)) || (await namePaths(table, item)),
  },
  {
    to: 6,
    // Services that the release before makes or renames are not in the list: the migration is run again after it has stopped.
    needs: 4,
    name: "services are listed by their names",
    change: listServiceByName,
  },
];

const CONSUMER = "CONSUMER#";
