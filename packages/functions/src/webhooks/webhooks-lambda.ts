import { deadLettersOperations } from "../dead-letters/dead-letters-operations.ts";
import { nounLambda } from "../http/noun-lambda.ts";
import { webhooksOperations } from "./webhooks-operations.ts";

/** Also answers for the dead letters, most of which are deliveries. */
export const handler = nounLambda("webhooks", { ...webhooksOperations, ...deadLettersOperations });
