import { allow } from "../access/access.ts";
import { isoTime } from "../clock.ts";
import { type Consumer, exists } from "../consumer/consumer.ts";
import type { Credential } from "../credential/credential.ts";
import { lastEnd } from "../credential/longest-life.ts";
import { fittingPage, type ListOf } from "../page.ts";
import { notFound } from "../refusal.ts";
import { statusAt } from "../subscription/status-at.ts";
import type { Subscription } from "../subscription/subscription.ts";
import type { Team } from "../team/team.ts";
import { isOfferedTo, type Offered } from "./open-offer.ts";
import type { TransferReads } from "./transfer-work.ts";

/** What comes with a consumer: the first of each, of many. */
export interface OfferInFull {
  offered: Offered;
  credentials: OfferedCredential[];
  subscriptions: Subscription[];
}

/** `endsAt` is where the team's rule for the life of credentials would end it before its own end. */
export interface OfferedCredential {
  credential: Credential;
  endsAt?: string;
}

const SHOWN = 100;

/** For members of the team: the consumers that are offered to it, the first to end first. */
export const listOffers: ListOf<TransferReads, Offered> = async (work, slug, page) => {
  const to = await teamThatReads(work, slug);
  const isOffered = (consumer: Consumer): consumer is Offered =>
    exists(consumer) && isOfferedTo(consumer, to, work.now);
  const listed = await fittingPage(
    page,
    (part) => work.stores.consumersOfferedTo(slug, isoTime(work.now), part),
    isOffered,
  );
  return { ...listed, items: listed.items.filter(isOffered) };
};

export const readOffer = async (work: TransferReads, slug: string, id: string): Promise<OfferInFull> => {
  await teamThatReads(work, slug);
  const { consumer: offered, to } = await offeredTo(work, slug, id);
  const [credentials, subscriptions] = await Promise.all([
    work.stores.credentials(id, { limit: SHOWN }),
    work.stores.subscriptionsOfConsumer(id, {}, { limit: SHOWN }),
  ]);
  return {
    offered,
    credentials: credentials.items.map((credential) => shortened(credential, to)),
    subscriptions: subscriptions.items.map((each) => ({ ...each, status: statusAt(each, work.now) })),
  };
};

/** @throws Refusal `not-found` for what is not offered, or no longer. */
export const offeredTo = async (
  work: TransferReads,
  slug: string,
  id: string,
): Promise<{ consumer: Offered; to: Team }> => {
  const [to, consumer] = await Promise.all([work.stores.team(slug), work.stores.consumer(id)]);
  if (!to || !exists(consumer) || !isOfferedTo(consumer, to, work.now)) throw notFound("offer");
  return { consumer, to };
};

const teamThatReads = async (work: TransferReads, slug: string): Promise<Team> => {
  await allow(work.stores, work.caller, slug, "read-consumers", "team");
  const team = await work.stores.team(slug);
  if (!team) throw notFound("team");
  return team;
};

const shortened = (credential: Credential, { maxCredentialDays }: Team): OfferedCredential => {
  const last = lastEnd(credential, maxCredentialDays);
  const { expiresAt } = credential;
  const isSooner =
    last !== undefined && (expiresAt === undefined || Date.parse(expiresAt) > Date.parse(last));
  return { credential, ...(isSooner ? { endsAt: last } : {}) };
};
