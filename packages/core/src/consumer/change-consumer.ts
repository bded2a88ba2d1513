import { keepImmutable } from "../immutable.ts";
import type { Consumer, ConsumerPatch } from "./consumer.ts";
import type { ConsumerWork } from "./consumer-work.ts";
import { consumerFor } from "./read-consumer.ts";
import { replaceConsumer } from "./replace-consumer.ts";

export const changeConsumer = async (
  work: ConsumerWork,
  id: string,
  patch: ConsumerPatch,
): Promise<Consumer> => {
  const consumer = await consumerFor(work, id, "change-consumers");
  keepImmutable(consumer, patch, ["name", "team"]);
  return replaceConsumer(work, consumer, { description: patch.description, labels: patch.labels });
};
