import type { Consumer } from "@latchkey/core/consumer/consumer";
import { allConsumers, consumersOf, type Placed } from "../dynamo/keys.ts";
import { consumersOfferedTo } from "../dynamo/transfer-keys.ts";

/** A consumer is in its team's list, and, while it is offered to another team, in a list there. */
export const consumerLists = ({ id, team, transfer }: Consumer): Placed[] => [
  consumersOf(team),
  allConsumers,
  ...(transfer ? [{ ...consumersOfferedTo(transfer.team), place: `${transfer.expiresAt}#${id}` }] : []),
];
