import { nounLambda } from "../http/noun-lambda.ts";
import { credentialsOperations } from "./credentials-operations.ts";

export const handler = nounLambda("credentials", credentialsOperations);
