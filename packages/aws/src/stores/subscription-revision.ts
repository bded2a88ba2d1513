import { marshall } from "@aws-sdk/util-dynamodb";
import { Role } from "@latchkey/core/access/role";
import { Unavailable } from "@latchkey/core/outage";
import type { Subscription } from "@latchkey/core/subscription/subscription";
import type { SubscriptionRevision, SubscriptionStore } from "@latchkey/core/subscription/subscription-store";
import * as z from "zod/mini";
import { isPossible, memberKey, subscriptionKey } from "../dynamo/keys.ts";
import { askBatch } from "../dynamo/read-batch.ts";
import type { Table } from "../dynamo/table.ts";

type Teams = Pick<SubscriptionRevision, "consumerTeam" | "serviceTeam">;

/** Whose subscriptions are remembered; the oldest are forgotten first. */
const MAX_REMEMBERED = 10_000;

/** `SubscriptionStore.subscriptionRevision`. What is remembered never changes: the teams that a subscription is between. */
export const subscriptionRevisions = (
  table: Table,
  byId: (id: string) => Promise<Subscription | undefined>,
): SubscriptionStore["subscriptionRevision"] => {
  const remembered = new Map<string, Teams>();
  return async (id, email) => {
    const known = remembered.get(id);
    if (known && email !== undefined) return readRevision(table, id, email, known);
    const subscription = await byId(id);
    if (!subscription) return undefined;
    const { consumerTeam, serviceTeam, revision } = subscription;
    if (remembered.size >= MAX_REMEMBERED)
      for (const oldest of remembered.keys()) {
        remembered.delete(oldest);
        break;
      }
    remembered.set(id, { consumerTeam, serviceTeam });
    return email === undefined
      ? { revision, consumerTeam, serviceTeam, roles: [] }
      : readRevision(table, id, email, { consumerTeam, serviceTeam });
  };
};

const Stored = z.union([
  z.object({ revision: z.int(), doc: z.object({ role: Role }) }),
  z.object({ revision: z.int() }),
]);

/** Everything in one consistent request. */
const readRevision = async (
  table: Table,
  id: string,
  email: string,
  teams: Teams,
): Promise<SubscriptionRevision | undefined> => {
  const own = subscriptionKey(id);
  const members = [...new Set([teams.consumerTeam, teams.serviceTeam])].map((team) => memberKey(team, email));
  const { items, left } = await askBatch(table, {
    ProjectionExpression: "pk, #revision, #doc.#role",
    ExpressionAttributeNames: { "#revision": "revision", "#doc": "doc", "#role": "role" },
    Keys: [own, ...members].filter(isPossible).map((key) => marshall(key)),
  });
  if (left.length > 0) throw new Unavailable("DynamoDB left out a record.");
  const subscription = items.find(({ pk }) => pk === own.pk);
  if (!subscription) return undefined;
  const roles = items.flatMap((item) => {
    const stored = Stored.parse(item);
    return item["pk"] !== own.pk && "doc" in stored ? [stored.doc.role] : [];
  });
  return { revision: Stored.parse(subscription).revision, ...teams, roles };
};
