import { NewService } from "@latchkey/core/service/service-input";
import { answerObject, inner, requestObject, type SchemaDocs } from "../http/documented.ts";
import { ServiceView } from "./service-view.ts";

const DEPRECATION = {
  description: "That a service ends, and when.",
  properties: {
    sunsetAt: "From then on calls are 410 `service-sunset`, UTC.",
    at: "Since when it is deprecated, UTC: from then on new applications are refused as `service-retired`. Left out: now, or what it was before.",
    successor: "The slug of the service that takes its place.",
    message: "What its team says to those who use it, at most 2,000 characters.",
  },
  example: {
    at: "2026-03-01T00:00:00.000Z",
    sunsetAt: "2026-09-01T00:00:00.000Z",
    successor: "forecast-2",
    message: "Version 2 has the same paths.",
  },
};

export const deprecationSchemas: readonly SchemaDocs[] = [
  answerObject("Deprecation", inner(ServiceView.shape.deprecation), DEPRECATION),
  requestObject("DeprecationInput", inner(NewService.shape.deprecation), DEPRECATION),
];
