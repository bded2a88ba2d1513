import { ConsumerPatch, NewConsumer } from "@latchkey/core/consumer/consumer";
import { answerObject, inner, nounDocs, requestObject, vocabulary } from "../http/documented.ts";
import { exampleResource, RESOURCE } from "../http/resource-texts.ts";
import { ConsumerView } from "./consumer-view.ts";
import { ConsumerSort, type consumersOperations } from "./consumers-operations.ts";

const CONSUMER = {
  name: "Unique in its team, also among deleted consumers. It never changes.",
  team: "The slug of the team that the consumer belongs to. Only a transfer changes it.",
  description: "What the consumer is, for people.",
  labels: "At most 32 names with values, for programs of yours. Latchkey does not interpret them.",
} as const;

export const consumersDocs = nounDocs<typeof consumersOperations>({
  tags: { consumers: "Consumers call services: each is a program with a name, in a team." },
  schemas: [
    vocabulary(
      "ConsumerSort",
      inner(ConsumerSort),
      "The order of a list of consumers. `-` begins at its end.",
    ),
    vocabulary(
      "ConsumerStatus",
      ConsumerView.shape.status,
      "Calls of a `suspended` consumer are refused. A `deleted` one is shown by no operation.",
    ),
    answerObject("Consumer", ConsumerView, {
      description: "A consumer of services.",
      properties: {
        ...RESOURCE,
        ...CONSUMER,
        status: "Whether its calls are let through.",
        plugins: "Its plugins by name, with their settings.",
        transfer: "That it is offered to another team.",
        transferred: "Its last transfer to another team.",
      },
      example: {
        ...exampleResource("con"),
        name: "my-app",
        team: "weather",
        description: "The app in the stores.",
        labels: { stage: "live" },
        status: "active",
        plugins: { "rate-limit": { count: 50, periodSeconds: 60, unit: "calls", mode: "leased" } },
      },
    }),
    requestObject("NewConsumer", NewConsumer, {
      description: "A consumer to be made.",
      properties: CONSUMER,
      example: { name: "my-app", team: "weather", labels: { stage: "live" } },
    }),
    requestObject("ConsumerPatch", ConsumerPatch, {
      description: "What changes of a consumer. What is absent stays.",
      properties: {
        description: "`null` removes it.",
        labels: "In place of all labels that it has.",
        name: "Refused as `immutable-field` when it differs.",
        team: "Refused as `immutable-field` when it differs.",
      },
      example: { description: "The app in the stores." },
    }),
  ],
  operations: {
    createConsumer: {
      tag: "consumers",
      description: "For members of the team.",
      refuses: ["not-found", "name-taken", "limit-reached"],
    },
    listConsumers: {
      tag: "consumers",
      description: "In the order of their making, with `q` in that of their names within each team.",
      refuses: ["not-found"],
      query: {
        q: "What names begin with, in capitals or not.",
        sort: "The order, `-` from its end. Of one team: the caller's only one, or `team`; for admins `created` of all teams too. With `q` by name only.",
      },
    },
    readConsumer: { tag: "consumers", description: "For members of its team.", refuses: [] },
    changeConsumer: {
      tag: "consumers",
      description: "For members of its team.",
      refuses: ["immutable-field"],
    },
    suspendConsumer: {
      tag: "consumers",
      description:
        "For members of its team. Its calls are refused as `consumer-suspended` within five seconds.",
      refuses: [],
      changesExisting: true,
    },
    resumeConsumer: {
      tag: "consumers",
      description: "For members of its team.",
      refuses: [],
      changesExisting: true,
    },
    deleteConsumer: {
      tag: "consumers",
      description:
        "For owners of its team. Its pending applications are withdrawn, its credentials stop holding at once.",
      refuses: ["confirmation-mismatch"],
      query: { confirm: "The consumer's name, so that nothing is deleted by mistake." },
    },
  },
});
