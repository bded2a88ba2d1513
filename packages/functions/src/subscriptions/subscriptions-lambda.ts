import { nounLambda } from "../http/noun-lambda.ts";
import { subscriptionsOperations } from "./subscriptions-operations.ts";

export const handler = nounLambda("subscriptions", subscriptionsOperations);
