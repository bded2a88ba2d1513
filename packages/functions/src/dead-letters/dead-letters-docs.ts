import { DeadLetterTarget } from "@latchkey/core/dead-letter/dead-letter";
import { answerObject, answerUnion, inner, nounDocs, vocabulary } from "../http/documented.ts";
import { RESOURCE } from "../http/resource-texts.ts";
import { DeadLetterView } from "./dead-letter-view.ts";
import type { deadLettersOperations } from "./dead-letters-operations.ts";

const [MailTarget, WebhookTarget, BusTarget] = DeadLetterTarget.def.options;

const DomainEvent = inner(DeadLetterView.shape.event);

const KIND = "What sort of thing was given up.";

export const deadLettersDocs = nounDocs<typeof deadLettersOperations>({
  tags: {
    "dead-letters": "Dead letters: mails, webhooks and events that were given up, for platform admins.",
  },
  schemas: [
    vocabulary("DeadLetterKind", DeadLetterView.shape.kind, KIND),
    vocabulary(
      "BusEventType",
      DomainEvent.shape.type,
      "The events on the bus: those that webhooks carry, and those that only cause mails.",
    ),
    answerObject("DeadLetter", DeadLetterView, {
      description: "Something that was given up and waits for a person.",
      properties: {
        ...RESOURCE,
        target: "What was given up, named so that it can be done again.",
        reason: "Why it was given up.",
        at: "When it was given up last, UTC.",
        event: "The event that it is about. Absent when what came from the bus is none.",
        replayedAt: "When it was done again, UTC.",
        kind: KIND,
      },
    }),
    answerUnion("DeadLetterTarget", DeadLetterTarget, "What was given up. `kind` says which members it has."),
    answerObject("DeadMail", MailTarget, {
      description: "A mail that was refused for good.",
      properties: { kind: KIND, key: "The key of its notification.", to: "The address." },
    }),
    answerObject("DeadDelivery", WebhookTarget, {
      description: "A message that a webhook, or a chat of a service, did not take.",
      properties: {
        kind: KIND,
        team: "The team's slug.",
        webhook: "The webhook's id, or the chat's.",
        delivery: "The delivery's id.",
      },
    }),
    answerObject("DeadBusEvent", BusTarget, {
      description: "An event that a listener of the bus did not take.",
      properties: { kind: KIND, listener: "The listener's name." },
    }),
    answerObject("DomainEvent", DomainEvent, {
      description: "A fact that happened. Ids and names only, never a secret.",
      properties: {
        id: "The event's id.",
        type: "What happened.",
        at: "When it happened, UTC.",
        actor: "Who did it: an address, a consumer's id, `rule:N`, `service` or `system`.",
        team: "The slug of the team that it is about.",
        consumer: "The consumer's id.",
        service: "The service's slug.",
        subscription: "The subscription's id.",
        credential: "The credential's id.",
        credentialName: "The name of a credential that is gone.",
        reason: "The words given with it.",
        member: "The address of a member or an invited person.",
        role: "What a member is from now on.",
        origin: "The origin of a webhook or an upstream.",
        formerTeam: "The team that a consumer was transferred from. `team` is the one that has it.",
        offeredTo: "The slug that a consumer was offered to.",
        announcement: "The id of the announcement.",
      },
    }),
  ],
  operations: {
    listDeadLetters: { tag: "dead-letters", description: "Newest first.", refuses: [] },
    replayDeadLetter: {
      tag: "dead-letters",
      description: "What is done again may be given up again; the letter is the same one then.",
      refuses: ["invalid-transition"],
      changesExisting: true,
    },
  },
});
