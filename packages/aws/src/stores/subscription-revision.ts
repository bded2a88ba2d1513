import { marshall } from "@aws-sdk/util-dynamodb";
import { Role } from "@latchkey/core/access/role";
import { Raced, Unavailable } from "@latchkey/core/outage";
import type { Subscription } from "@latchkey/core/subscription/subscription";
import type { SubscriptionRevision, SubscriptionStore } from "@latchkey/core/subscription/subscription-store";
import * as z from "zod/mini";
import { isPossible, memberKey, subscriptionKey } from "../dynamo/keys.ts";
import { askBatch } from "../dynamo/read-batch.ts";
import type { Table } from "../dynamo/table.ts";

type Teams = Pick<SubscriptionRevision, "consumerTeam" | "serviceTeam">;

/** Whose subscriptions are remembered; the oldest are forgotten first. */
const MAX_REMEMBERED = 10_000;

/**
 * `SubscriptionStore.subscriptionRevision`. What is remembered changes seldom: the teams that a subscription is between. A
 * transfer of its consumer is a revision, and its teams are read again.
 */
export const subscriptionRevisions = (
  table: Table,
  byId: (id: string) => Promise<Subscription | undefined>,
): SubscriptionStore["subscriptionRevision"] => {
  const remembered = new Map<string, Teams>();
  return async (id, email) => {
    const known = remembered.get(id);
    const asked = known && email !== undefined ? await readRevision(table, id, email, known) : undefined;
    if (asked !== "of-another-team" && asked !== undefined) return asked;
    const subscription = await byId(id);
    if (!subscription) return undefined;
    const { consumerTeam, serviceTeam, revision } = subscription;
    if (remembered.size >= MAX_REMEMBERED)
      for (const oldest of remembered.keys()) {
        remembered.delete(oldest);
        break;
      }
    const teams = { consumerTeam, serviceTeam };
    remembered.set(id, teams);
    if (email === undefined) return { revision, ...teams, roles: [] };
    const first = await readRevision(table, id, email, teams);
    if (first === "of-another-team") throw new Raced("The consumer was transferred in between.");
    return first;
  };
};

const Stored = z.union([
  z.object({ revision: z.int(), doc: z.object({ role: Role }) }),
  z.object({ revision: z.int(), doc: z.object({ consumerTeam: z.string() }) }),
]);

/** Everything in one consistent request. */
const readRevision = async (
  table: Table,
  id: string,
  email: string,
  teams: Teams,
): Promise<SubscriptionRevision | "of-another-team" | undefined> => {
  const own = subscriptionKey(id);
  const members = [...new Set([teams.consumerTeam, teams.serviceTeam])].map((team) => memberKey(team, email));
  const { items, left } = await askBatch(table, {
    ProjectionExpression: "pk, #revision, #doc.#role, #doc.#team",
    ExpressionAttributeNames: {
      "#revision": "revision",
      "#doc": "doc",
      "#role": "role",
      "#team": "consumerTeam",
    },
    Keys: [own, ...members].filter(isPossible).map((key) => marshall(key)),
  });
  if (left.length > 0) throw new Unavailable("DynamoDB left out a record.");
  const subscription = items.find(({ pk }) => pk === own.pk);
  if (!subscription) return undefined;
  const roles = items.flatMap((item) => {
    const stored = Stored.parse(item);
    return "role" in stored.doc ? [stored.doc.role] : [];
  });
  const now = Stored.parse(subscription);
  if ("consumerTeam" in now.doc && now.doc.consumerTeam !== teams.consumerTeam) return "of-another-team";
  return { revision: now.revision, ...teams, roles };
};
