import { allow } from "../access/access.ts";
import { isoTime } from "../clock.ts";
import type { Consumer } from "../consumer/consumer.ts";
import { expectRevision } from "../expect-revision.ts";
import { notFound, Refusal } from "../refusal.ts";
import { nextRevision } from "../resource.ts";
import type { Team } from "../team/team.ts";
import { movedCredentials } from "./moved-credentials.ts";
import { changeOffer } from "./offer-transfer.ts";
import { offeredTo } from "./read-offers.ts";
import { refuseSuspended } from "./refuse-suspended.ts";
import type { TransferWork } from "./transfer-work.ts";

/**
 * From this write on the consumer belongs to the team. Its credentials hold throughout; its subscriptions follow one by one
 * (`moveSubscriptions`), and are what they were meanwhile.
 */
export const acceptTransfer = async (work: TransferWork, slug: string, id: string): Promise<Consumer> => {
  const { consumer, to } = await answerable(work, slug, id);
  const from = await work.stores.team(consumer.team);
  if (!from) throw notFound("offer");
  refuseSuspended(from, to);
  expectRevision(work.expectedRevision, consumer);
  const { consumersPerTeam } = work.limits;
  const at = isoTime(work.now);
  const transferred = { from: from.slug, at };
  const moved = nextRevision<Consumer>(consumer, { team: slug, transfer: null, transferred }, at);
  await work.commit({
    writes: [
      { write: "replace", record: { kind: "consumer", value: moved } },
      { write: "claim", name: { kind: "consumer-name", team: slug, name: moved.name }, holder: id },
      {
        write: "count",
        counter: { of: "team", slug, what: "consumers" },
        by: 1,
        most: consumersPerTeam,
        otherwise: new Refusal("limit-reached", `A team has at most ${consumersPerTeam} consumers.`),
      },
      {
        write: "count",
        counter: { of: "team", slug: from.slug, what: "consumers" },
        by: -1,
        otherwise: notFound("team"),
      },
      // Who is suspended, or no owner any more, at the same moment has not accepted.
      { write: "expect-team", slug, revision: to.revision },
      { write: "expect-team", slug: from.slug, revision: from.revision },
      ...(await movedCredentials(work, consumer, slug)),
    ],
    events: (["consumer.transfer-notice", "consumer.transferred"] as const).map((type) => ({
      type,
      actor: work.actor,
      team: slug,
      formerTeam: from.slug,
      consumer: id,
    })),
    result: { kind: "consumer", keys: { consumer: id } },
  });
  return moved;
};

/** The consumer stays where it is. */
export const declineTransfer = async (work: TransferWork, slug: string, id: string): Promise<void> => {
  const { consumer } = await answerable(work, slug, id);
  await changeOffer(work, consumer, { transfer: null }, "consumer.transfer-declined");
};

/** A person answers: a program of either team could be known to the other one. */
const answerable = async (
  work: TransferWork,
  slug: string,
  id: string,
): Promise<{ consumer: Consumer; to: Team }> => {
  await allow(work.stores, work.caller, slug, "transfer-consumers", "team");
  if (work.caller.kind !== "person")
    throw new Refusal("forbidden", "Only a person accepts or declines a consumer.");
  return offeredTo(work, slug, id);
};
