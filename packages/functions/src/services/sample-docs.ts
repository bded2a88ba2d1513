import { NewService } from "@latchkey/core/service/service-input";
import { answerObject, inner, requestObject, type SchemaDocs, vocabulary } from "../http/documented.ts";
import { ServiceView } from "./service-view.ts";

const SAMPLE = inner(ServiceView.shape.sample);
const SAMPLE_DOCS = {
  description: "A call of a service that consumers may copy.",
  example: { method: "GET" as const, path: "/forecasts?city=Berlin" },
  properties: {
    method: "The method. A body goes with `POST`, `PUT`, `PATCH` and `DELETE`.",
    path: "The path below the service, with a query where there is one, as it is sent. No dot segments.",
    headers: "At most 10 headers. None that carry credentials, or that the gateway sets or drops.",
    body: "The body as text, at most 8192 characters.",
  },
};

export const sampleSchemas: readonly SchemaDocs[] = [
  vocabulary("SampleMethod", SAMPLE.shape.method, "A method that a sample may have."),
  answerObject("Sample", SAMPLE, SAMPLE_DOCS),
  requestObject("SampleInput", inner(NewService.shape.sample), SAMPLE_DOCS),
];
