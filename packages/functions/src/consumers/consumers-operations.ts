import { changeConsumer } from "@latchkey/core/consumer/change-consumer";
import { type Consumer, ConsumerPatch, NewConsumer } from "@latchkey/core/consumer/consumer";
import { createConsumer } from "@latchkey/core/consumer/create-consumer";
import { deleteConsumer } from "@latchkey/core/consumer/delete-consumer";
import { listConsumers, readConsumer } from "@latchkey/core/consumer/read-consumer";
import { resumeConsumer, suspendConsumer } from "@latchkey/core/consumer/suspend-consumer";
import type { PlatformWork } from "@latchkey/core/platform/work";
import * as z from "zod/mini";
import { operation, type Params, reading, resource } from "../http/operation.ts";
import { removal } from "../http/removal.ts";
import { sortBy } from "../http/sorted-list.ts";
import { searchedTeamList } from "../http/team-list.ts";
import { ConsumerView } from "./consumer-view.ts";

export const readConsumerAgain = async (work: PlatformWork, { consumer = "" }: Params) =>
  resource(await readConsumer(work, consumer));

const Confirmation = z.strictObject({ confirm: z.optional(z.string()) });

/** The orders of a list of consumers. */
/** Does something to the consumer that the address names. */
export const onConsumer =
  <Body>(act: (work: PlatformWork, consumer: string, body: Body) => Promise<Consumer>) =>
  async (work: PlatformWork, { params, body }: { params: Params; body: Body }) =>
    resource(await act(work, params["consumer"] ?? "", body));

export const ConsumerSort = sortBy("created", "name");

export const consumersOperations = {
  createConsumer: operation({
    summary: "Make a consumer. Its name is unique in its team and never changes.",
    body: NewConsumer,
    answer: ConsumerView,
    status: 201,
    handle: async (work, { body }) => resource(await createConsumer(work, body), 201),
    replay: readConsumerAgain,
  }),
  listConsumers: searchedTeamList({
    summary: "The consumers of the caller's teams.",
    item: ConsumerView,
    read: listConsumers,
    sort: ConsumerSort,
  }),
  readConsumer: reading("A consumer.", ConsumerView, readConsumerAgain),
  changeConsumer: operation({
    summary: "Change a consumer's description or labels.",
    body: ConsumerPatch,
    answer: ConsumerView,
    handle: onConsumer(changeConsumer),
  }),
  suspendConsumer: operation({
    summary: "Refuse a consumer's calls until it is resumed.",
    answer: ConsumerView,
    handle: onConsumer(suspendConsumer),
    replay: readConsumerAgain,
  }),
  resumeConsumer: operation({
    summary: "Let a suspended consumer call again.",
    answer: ConsumerView,
    handle: onConsumer(resumeConsumer),
    replay: readConsumerAgain,
  }),
  deleteConsumer: removal({
    summary: "Delete a consumer with its credentials and subscriptions. `confirm` is its name.",
    query: Confirmation,
    remove: (work, params, query) => deleteConsumer(work, params["consumer"] ?? "", query.confirm),
  }),
};
