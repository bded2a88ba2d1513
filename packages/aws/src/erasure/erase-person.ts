import { setTimeout as sleep } from "node:timers/promises";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { RandomBytes } from "@latchkey/core/id";
import { addressPattern } from "@latchkey/core/offboarding/erased-address";
import { leaveTeams } from "@latchkey/core/offboarding/leave-teams";
import { scanPages } from "../dynamo/item-pages.ts";
import { type Erasing, eraseFromItem } from "./erase-from-item.ts";
import { type Erasure, endErasure, findErasure, keepErasure } from "./erasure-item.ts";

export interface ErasePersonOptions extends Pick<Erasing, "table" | "work" | "auditRing" | "recordRing"> {
  email: string;
  random: RandomBytes;
  /** Milliseconds that are left for the run. */
  timeLeft(): number;
  /** Milliseconds within which the audit has told of what was changed, with the address in it once more. */
  auditLag?: number;
}

export interface PersonErased {
  /** The replacement of the address. */
  pseudonym: string;
  /** Items that were changed in this run. */
  changed: number;
  /** Where the address still occurs: an operator who knows the purpose of the text has to remove it. */
  left: string[];
  /** False: the time was over. Run it again with the same address, and it goes on. */
  done: boolean;
}

const PAGE = 500;
const MIN_TIME_MS = 30_000;
const AUDIT_LAG_MS = 5000;
const MAX_PASSES = 8;
const MAX_LEFT = 100;

/** Random, so the person cannot be computed from it. */
const newPseudonym = (random: RandomBytes): string => `erased-${Buffer.from(random(8)).toString("hex")}`;

/**
 * Takes a person, who is known by an e-mail address, out of every team and out of the whole table. Scans the table until a
 * scan finds nothing more: the audit records a moment later what a scan has changed.
 *
 * @throws Refusal `not-empty` before anything is changed, if the person is the last owner of a team.
 */
export const erasePerson = async (options: ErasePersonOptions): Promise<PersonErased> => {
  const { table, work, email, random, timeLeft, auditLag = AUDIT_LAG_MS } = options;
  const begun = await findErasure(table, email);
  let erasure: Erasure = begun ?? { pseudonym: newPseudonym(random), email, changed: 0, left: [] };
  if (!begun) await keepErasure(table, erasure);
  let changed = await leaveTeams(work, email).catch(async (error: unknown) => {
    if (!begun) await endErasure(table, erasure);
    throw error;
  });
  const { pseudonym } = erasure;
  const erasing: Erasing = { ...options, address: addressPattern(email), pseudonym };
  for (let pass = 1; pass <= MAX_PASSES; pass += 1) {
    await sleep(auditLag);
    const scan = scanPages(table, {
      Limit: PAGE,
      ExclusiveStartKey: erasure.from && marshall(erasure.from),
    });
    for await (const page of scan) {
      const outcomes = await eraseFromPage(erasing, page.items);
      changed += outcomes.changed;
      erasure = {
        ...erasure,
        changed: erasure.changed + outcomes.changed,
        left: [...erasure.left, ...outcomes.left].slice(0, MAX_LEFT),
      };
      if (!page.next) break;
      const { pk, sk } = unmarshall(page.next);
      erasure = { ...erasure, from: { pk, sk } };
      await keepErasure(table, erasure);
      if (timeLeft() < MIN_TIME_MS) return { pseudonym, changed, left: erasure.left, done: false };
    }
    const { left } = erasure;
    if (erasure.changed === 0) {
      await endErasure(table, erasure);
      return { pseudonym, changed, left, done: true };
    }
    erasure = { pseudonym, email, changed: 0, left: [] };
    await keepErasure(table, erasure);
  }
  return { pseudonym, changed, left: [], done: false };
};

const eraseFromPage = async (erasing: Erasing, items: readonly Record<string, AttributeValue>[]) => {
  const left: string[] = [];
  let changed = 0;
  for (const marshalled of items) {
    const item = unmarshall(marshalled);
    const outcome = await eraseFromItem(erasing, item);
    if (outcome === "changed") changed += 1;
    if (outcome === "left") left.push(`${item["pk"]} ${item["sk"]}`);
  }
  return { changed, left };
};
