import { NewService } from "@latchkey/core/service/service-input";
import { answerObject, inner, requestObject, type SchemaDocs } from "../http/documented.ts";
import { MODEL_TEXTS } from "./service-texts.ts";
import { ServiceView } from "./service-view.ts";

export const modelSchemas: SchemaDocs[] = [
  answerObject("ModelEntry", inner(inner(ServiceView.shape.models)), {
    description: "An entry of a price list of models.",
    properties: MODEL_TEXTS,
  }),
  requestObject("ModelEntryInput", inner(inner(NewService.shape.models)), {
    description: "An entry of a price list of models.",
    properties: MODEL_TEXTS,
    example: {
      match: "gpt-4o*",
      inputUsd: 2.5,
      outputUsd: 10,
      cachedInputUsd: 1.25,
      maxOutputTokens: 4096,
    },
  }),
];
