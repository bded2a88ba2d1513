import { DelegateInput } from "@latchkey/core/delegation/delegation";
import { answerObject, nounDocs, requestObject } from "../http/documented.ts";
import { exampleResource, RESOURCE } from "../http/resource-texts.ts";
import { DelegateView, type delegateOperations } from "./delegate-operations.ts";

const input = { email: "deputy@example.com", until: "2026-08-31T18:00:00.000Z" };

export const delegateDocs = nounDocs<typeof delegateOperations>({
  tags: {},
  schemas: [
    answerObject("Delegate", DelegateView, {
      description: "Who decides beside the caller, and until when.",
      properties: {
        ...RESOURCE,
        email: "The delegate's address.",
        until: "When it ends, UTC.",
        team: "The slug of the team by which the caller may name the delegate: it ends when either of them leaves it.",
      },
      example: { ...exampleResource("del"), ...input, team: "weather" },
    }),
    requestObject("DelegateInput", DelegateInput, {
      description: "Who decides beside the caller.",
      properties: {
        email: "A member or an owner of a team that the caller belongs to.",
        until: "When it ends, at most 366 days ahead.",
      },
      example: input,
    }),
  ],
  operations: {
    readDelegate: {
      tag: "me",
      description: "For people. None now, or no longer: `not-found`.",
      refuses: ["not-found"],
    },
    nameDelegate: {
      tag: "me",
      description:
        "For people. In place of who was named before. Applications, renewals and changes of plan that the caller is asked to decide by a link are mailed to both, each with a link of its own; what the delegate decides is recorded as its own in the caller's place.",
      refuses: [],
    },
    removeDelegate: {
      tag: "me",
      description: "For people. The delegate's links decide nothing from then on.",
      refuses: ["not-found"],
    },
  },
});
