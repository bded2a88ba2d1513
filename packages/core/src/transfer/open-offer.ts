import type { Consumer, TransferOffer } from "../consumer/consumer.ts";
import type { Team } from "../team/team.ts";

/** A consumer that is offered to a team now. */
export type Offered = Consumer & { transfer: TransferOffer };

/** How long the owners of the other team have to answer. */
export const OFFER_DAYS = 14;

/** An offer that has ended is as none. */
export const hasOpenOffer = (consumer: Consumer, now: number): consumer is Offered =>
  consumer.transfer !== undefined && Date.parse(consumer.transfer.expiresAt) > now;

/**
 * Whether a consumer is offered to a team. An offer is to the team that had the slug at its time: who takes the slug of a mistyped
 * offer afterwards has nothing of it.
 */
export const isOfferedTo = (
  consumer: Consumer,
  { slug, createdAt }: Pick<Team, "slug" | "createdAt">,
  now: number,
): consumer is Offered =>
  hasOpenOffer(consumer, now) &&
  consumer.transfer.team === slug &&
  Date.parse(createdAt) <= Date.parse(consumer.transfer.offeredAt);
