import { allow } from "../access/access.ts";
import { isoTime } from "../clock.ts";
import { newConsumerId } from "../id.ts";
import { notFound, Refusal } from "../refusal.ts";
import { firstRevision } from "../resource.ts";
import type { Consumer, NewConsumer } from "./consumer.ts";
import type { ConsumerWork } from "./consumer-work.ts";

export const createConsumer = async (work: ConsumerWork, input: NewConsumer): Promise<Consumer> => {
  const { limits, now } = work;
  await allow(work.stores, work.caller, input.team, "change-consumers", "team");
  if (!(await work.stores.team(input.team))) throw notFound("team");
  const consumer: Consumer = {
    plugins: {},
    status: "active",
    ...input,
    ...firstRevision(newConsumerId(now, work.random), isoTime(now)),
  };
  await work.commit({
    writes: [
      {
        write: "claim",
        name: { kind: "consumer-name", team: consumer.team, name: consumer.name },
        holder: consumer.id,
      },
      {
        write: "count",
        counter: { of: "team", slug: consumer.team, what: "consumers" },
        by: 1,
        most: limits.consumersPerTeam,
        otherwise: new Refusal("limit-reached", `A team has at most ${limits.consumersPerTeam} consumers.`),
      },
      {
        write: "create",
        record: { kind: "consumer", value: consumer },
        otherwise: new Refusal("unavailable", "The id is taken. Try again."),
      },
    ],
    events: [{ type: "consumer.created", actor: work.actor, team: consumer.team, consumer: consumer.id }],
    result: { kind: "consumer", keys: { consumer: consumer.id } },
  });
  return consumer;
};
