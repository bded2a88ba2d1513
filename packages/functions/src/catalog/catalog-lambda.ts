import { now } from "../composition/clock.ts";
import { controlPlane } from "../composition/dependencies.ts";
import { handleOperation } from "../http/noun-handler.ts";
import { routedLambda } from "../http/noun-lambda.ts";
import type { Operation } from "../http/operation.ts";
import { createAnswerPublic } from "./answer-public.ts";
import { catalogOperations } from "./catalog-operations.ts";
import {
  type PublicOperation,
  publicCatalogOperations,
  wellKnownOperations,
} from "./public-catalog-operations.ts";

const OPEN: Readonly<Record<string, PublicOperation<never> | PublicOperation>> = {
  ...publicCatalogOperations,
  ...wellKnownOperations,
};
const OPERATIONS: Readonly<Record<string, Operation>> = catalogOperations;

const answerPublic = createAnswerPublic({ reads: controlPlane, now });

export const handler = routedLambda("catalog", ({ operation: name }) => {
  const open = OPEN[name];
  if (open) return (event) => answerPublic(name, open, event);
  const operation = OPERATIONS[name];
  if (!operation) throw new Error(`catalog has no operation ${name}.`);
  return (event) => handleOperation(controlPlane(), operation, event);
});
