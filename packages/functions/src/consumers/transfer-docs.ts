import { NewTransfer } from "@latchkey/core/transfer/offer-transfer";
import { answerObject, inner, nounDocs, requestObject, vocabulary } from "../http/documented.ts";
import { exampleResource, RESOURCE } from "../http/resource-texts.ts";
import { ConsumerView } from "./consumer-view.ts";
import { OfferedCredentialView, OfferedSubscriptionView, OfferInFullView, OfferView } from "./offer-view.ts";
import type { transferOperations } from "./transfer-operations.ts";

const OFFER = {
  offeredBy: "Who offers it: an address, or a consumer's id.",
  offeredAt: "When it was offered, UTC.",
  expiresAt: "When the offer ends by itself, UTC.",
} as const;
const TIMES = { offeredAt: "2026-03-01T00:00:00.000Z", expiresAt: "2026-03-15T00:00:00.000Z" };
const EXAMPLE = { offeredBy: "owner@example.com", ...TIMES };

const OFFERED = {
  ...RESOURCE,
  id: "The consumer's id.",
  name: "The consumer's name. It stays, and must be free in the team that takes it.",
  team: "The slug of the team that has it.",
  description: "What the consumer is, in the words of the team that has it.",
  status: "Whether its calls are let through.",
  ...OFFER,
} as const;
const AN_OFFER = {
  ...exampleResource("con"),
  name: "my-app",
  team: "weather",
  status: "active" as const,
  ...EXAMPLE,
};

export const transferDocs = nounDocs<typeof transferOperations>({
  tags: {},
  schemas: [
    requestObject("NewTransfer", NewTransfer, {
      description: "An offer of a consumer to another team.",
      properties: {
        team: "The slug of the other team. The answer does not tell whether there is one.",
        confirm: "The consumer's name, so that nothing is given away by mistake.",
      },
      example: { team: "apps", confirm: "my-app" },
    }),
    answerObject("Transfer", inner(ConsumerView.shape.transfer), {
      description: "That a consumer is offered to another team.",
      properties: { team: "The slug that it is offered to.", ...OFFER },
      example: { team: "apps", ...EXAMPLE },
    }),
    answerObject("Transferred", inner(ConsumerView.shape.transferred), {
      description: "The last transfer of a consumer.",
      properties: {
        from: "The slug of the team that had it before, and knows the secrets that are older.",
        at: "When it was accepted, UTC.",
      },
      example: { from: "weather", at: "2026-03-02T00:00:00.000Z" },
    }),
    answerObject("OfferedConsumer", OfferView, {
      description: "A consumer that is offered to a team.",
      properties: OFFERED,
      example: AN_OFFER,
    }),
    answerObject("OfferedConsumerInFull", OfferInFullView, {
      description: "A consumer that is offered to a team, and what comes with it.",
      properties: {
        ...OFFERED,
        credentials: "Its credentials, at most 100 of them.",
        subscriptions: "Its subscriptions, at most 100 of them.",
      },
      example: {
        ...AN_OFFER,
        credentials: [{ name: "live", type: "api-key", endsAt: "2026-06-01T00:00:00.000Z" }],
        subscriptions: [{ service: "forecast", status: "active", plan: "basic" }],
      },
    }),
    vocabulary(
      "CredentialType",
      OfferedCredentialView.shape.type,
      "How callers prove who they are with a credential.",
    ),
    answerObject("OfferedCredential", OfferedCredentialView, {
      description:
        "A credential that comes with an offered consumer. Its secret is known to the team that offers it.",
      properties: {
        name: "Its name.",
        type: "How callers prove who they are.",
        expiresAt: "When it ends, UTC.",
        endsAt:
          "When it ends by the rule of the team that takes it, `maxCredentialDays`, where that is sooner, UTC.",
      },
    }),
    answerObject("OfferedSubscription", OfferedSubscriptionView, {
      description: "A subscription that comes with an offered consumer. A `pending` one is withdrawn.",
      properties: {
        service: "The service's slug.",
        status: "Its state now.",
        plan: "Its plan.",
        expiresAt: "The end of its term, UTC.",
      },
    }),
  ],
  operations: {
    offerTransfer: {
      tag: "consumers",
      description:
        "For owners of its team. An owner of the other team accepts or declines within 14 days; until then nothing changes. A new offer takes the place of an open one. A person, and a team, makes at most 20 offers a day.",
      refuses: [
        "confirmation-mismatch",
        "issuer-taken",
        "limit-reached",
        "name-taken",
        "not-empty",
        "rate-limited",
      ],
      changesExisting: true,
    },
    withdrawTransfer: { tag: "consumers", description: "For owners of its team.", refuses: [] },
    listTransfers: {
      tag: "consumers",
      description: "For members of the team that they are offered to. Those that end first come first.",
      refuses: [],
    },
    readTransfer: {
      tag: "consumers",
      description: "For members of the team that it is offered to.",
      refuses: [],
    },
    acceptTransfer: {
      tag: "consumers",
      description:
        "For people who own the team that it is offered to. The consumer and its credentials belong to the team at once, its subscriptions within moments; calls are not interrupted. What waits for a decision is withdrawn. Usage and audit of before stay with the former team, which knows the secrets: rotate them.",
      refuses: ["credential-taken", "issuer-taken", "limit-reached", "name-taken", "not-empty"],
      changesExisting: true,
    },
    declineTransfer: {
      tag: "consumers",
      description: "For people who own the team that it is offered to. The consumer stays where it is.",
      refuses: [],
      changesExisting: true,
    },
  },
});
