import { PublicationDecision } from "@latchkey/core/publication/decide-publication";
import { answerObject, inner, requestObject, type SchemaDocs, vocabulary } from "../http/documented.ts";
import { ServiceView } from "./service-view.ts";

const PUBLICATION = inner(ServiceView.shape.publication);

export const publicationSchemas: readonly SchemaDocs[] = [
  vocabulary(
    "PublicationState",
    PUBLICATION.shape.state,
    "What admins have said of showing a service to other teams.",
  ),
  answerObject("Publication", PUBLICATION, {
    description: "What an admin has said of showing the service to other teams.",
    properties: {
      state: "What was decided, or that it waits.",
      asked: "How often admins were asked.",
      askedAt: "When they were asked last, UTC.",
      decidedAt: "When it was decided, UTC.",
      by: "Who decided: an address or a consumer's id.",
      reason: "The words given with the decision.",
    },
  }),
  requestObject("PublicationDecision", PublicationDecision, {
    description: "Whether other teams may see a service.",
    properties: { decision: "What is decided.", reason: "Words for the service's owners." },
    example: { decision: "approve" },
  }),
];
