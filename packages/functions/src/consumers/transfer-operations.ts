import type { PlatformWork } from "@latchkey/core/platform/work";
import { acceptTransfer, declineTransfer } from "@latchkey/core/transfer/answer-transfer";
import { NewTransfer, offerTransfer, withdrawTransfer } from "@latchkey/core/transfer/offer-transfer";
import { listOffers, readOffer } from "@latchkey/core/transfer/read-offers";
import { list, operation, PageOnly, type Params, pageOf, reading, resource } from "../http/operation.ts";
import { PageAnswer } from "../http/page-answer.ts";
import { removal } from "../http/removal.ts";
import { ConsumerView } from "./consumer-view.ts";
import { onConsumer, readConsumerAgain } from "./consumers-operations.ts";
import { OfferInFullView, OfferView, offerInFullView, offerView } from "./offer-view.ts";

const declined = { status: 204 } as const;

export const transferOperations = {
  offerTransfer: operation({
    summary: "Offer a consumer to another team. `confirm` is its name.",
    body: NewTransfer,
    answer: ConsumerView,
    handle: onConsumer(offerTransfer),
    replay: readConsumerAgain,
  }),
  withdrawTransfer: removal({
    summary: "Take the offer of a consumer back.",
    remove: (work, params) => withdrawTransfer(work, params["consumer"] ?? ""),
  }),
  listTransfers: operation({
    summary: "The consumers that are offered to a team.",
    query: PageOnly,
    answer: PageAnswer(OfferView),
    handle: async (work, { params, query }) =>
      list(await listOffers(work, params["team"] ?? "", pageOf(query)), offerView),
  }),
  readTransfer: reading(
    "A consumer that is offered to a team, and what comes with it.",
    OfferInFullView,
    async (work: PlatformWork, { team = "", consumer = "" }: Params) =>
      resource(offerInFullView(await readOffer(work, team, consumer))),
  ),
  acceptTransfer: operation({
    summary: "Take an offered consumer, with its credentials and subscriptions.",
    answer: ConsumerView,
    handle: async (work, { params }) =>
      resource(await acceptTransfer(work, params["team"] ?? "", params["consumer"] ?? "")),
    replay: readConsumerAgain,
  }),
  declineTransfer: operation({
    summary: "Decline an offered consumer.",
    status: 204,
    handle: async (work, { params }) => {
      await declineTransfer(work, params["team"] ?? "", params["consumer"] ?? "");
      return declined;
    },
    replay: async () => declined,
  }),
};
