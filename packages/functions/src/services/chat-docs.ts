import { NewService } from "@latchkey/core/service/service-input";
import { answerObject, inner, requestObject, type SchemaDocs } from "../http/documented.ts";
import { ServiceView } from "./service-view.ts";

const NAME = "What its team calls the channel. Each name once.";

export const chatSchemas: readonly SchemaDocs[] = [
  answerObject("Chat", inner(ServiceView.shape.chat), {
    description: "A channel that is told what waits for a decision.",
    properties: { name: NAME, host: "The host of its address, which is not shown." },
    example: { name: "api-team", host: "hooks.slack.com" },
  }),
  requestObject("ChatInput", inner(NewService.shape.chat), {
    description: "A channel that is told what waits for a decision.",
    properties: {
      name: NAME,
      url: "The https address of its incoming webhook. Left out, the channel that is stored under this name keeps its address.",
    },
    example: { name: "api-team", url: "https://hooks.slack.com/services/T000/B000/x" },
  }),
];
