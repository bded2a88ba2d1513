import { nounLambda } from "../http/noun-lambda.ts";
import { usageOperations } from "./usage-operations.ts";

export const handler = nounLambda("usage", usageOperations);
