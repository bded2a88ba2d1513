import { nounLambda } from "../http/noun-lambda.ts";
import { verifyOperations } from "./verify-operations.ts";

export const handler = nounLambda("verify", verifyOperations);
