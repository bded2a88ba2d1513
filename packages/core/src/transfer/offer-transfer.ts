import * as z from "zod/mini";
import { teamAccess } from "../access/access.ts";
import { isoTime } from "../clock.ts";
import type { Consumer } from "../consumer/consumer.ts";
import { consumerFor } from "../consumer/read-consumer.ts";
import { isRoot } from "../consumer/root-consumer.ts";
import type { EventType } from "../event/event.ts";
import { expectRevision } from "../expect-revision.ts";
import { taken } from "../ownership/first-come.ts";
import { invalidInput, notFound, Refusal } from "../refusal.ts";
import { nextRevision, type Patch } from "../resource.ts";
import type { OtherWrite } from "../store/change.ts";
import { PLATFORM_TEAM } from "../team/team.ts";
import { Slug } from "../text.ts";
import { countOffer } from "./count-offer.ts";
import { movedCredentials } from "./moved-credentials.ts";
import { hasOpenOffer, OFFER_DAYS } from "./open-offer.ts";
import { refuseSuspended } from "./refuse-suspended.ts";
import type { TransferWork } from "./transfer-work.ts";

/** `confirm` is the consumer's name, typed by the person who gives it away. */
export const NewTransfer = z.strictObject({ team: Slug, confirm: z.string() });
export type NewTransfer = z.infer<typeof NewTransfer>;

const DAY = 86_400_000;

/**
 * Offers a consumer to another team, in place of an offer that was open. Of a team that the caller does not belong to it tells
 * nothing, not even whether there is one: what stands in the way there, its owners are told when they accept.
 */
export const offerTransfer = async (
  work: TransferWork,
  id: string,
  { team, confirm }: NewTransfer,
): Promise<Consumer> => {
  const consumer = await consumerFor(work, id, "transfer-consumers");
  if (isRoot(consumer)) throw new Refusal("forbidden", "The consumer root cannot be transferred.");
  if (confirm !== consumer.name)
    throw new Refusal("confirmation-mismatch", "Give the consumer's name in `confirm` to offer it.");
  if (team === consumer.team) throw invalidInput("/team", "another team than the one that has it");
  if (team === PLATFORM_TEAM) throw invalidInput("/team", "The platform's own team takes no consumers.");
  refuseSuspended(await work.stores.team(consumer.team));
  await movedCredentials(work, consumer, team);
  await refuseTakenName(work, consumer.name, team);
  const offeredAt = isoTime(work.now);
  const expiresAt = isoTime(work.now + OFFER_DAYS * DAY);
  const transfer = { team, offeredBy: work.actor, offeredAt, expiresAt };
  return changeOffer(
    work,
    consumer,
    { transfer },
    "consumer.transfer-offered",
    countOffer(work, consumer.team),
  );
};

/** Takes an open offer back. */
export const withdrawTransfer = async (work: TransferWork, id: string): Promise<Consumer> => {
  const consumer = await consumerFor(work, id, "transfer-consumers");
  if (!hasOpenOffer(consumer, work.now)) throw notFound("offer");
  return changeOffer(work, consumer, { transfer: null }, "consumer.transfer-withdrawn");
};

export const changeOffer = async (
  work: TransferWork,
  consumer: Consumer,
  patch: Patch<Pick<Consumer, "transfer">>,
  type: EventType,
  writes: readonly OtherWrite[] = [],
): Promise<Consumer> => {
  expectRevision(work.expectedRevision, consumer);
  const offeredTo = (patch.transfer ?? consumer.transfer)?.team;
  const changed = nextRevision<Consumer>(consumer, patch, isoTime(work.now));
  await work.commit({
    writes: [{ write: "replace", record: { kind: "consumer", value: changed } }, ...writes],
    events: [
      {
        type,
        actor: work.actor,
        team: consumer.team,
        consumer: consumer.id,
        ...(offeredTo === undefined ? {} : { offeredTo }),
      },
    ],
    result: { kind: "consumer", keys: { consumer: consumer.id } },
  });
  return changed;
};

/** Only who may read the other team's consumers is told so early. */
const refuseTakenName = async (work: TransferWork, name: string, team: string): Promise<void> => {
  if ((await teamAccess(work.stores, work.caller, team)) === "none") return;
  const { items } = await work.stores.consumersNamed(team, name, { limit: 1 });
  if (items.some((each) => each.name === name)) throw taken("consumer-name");
};
