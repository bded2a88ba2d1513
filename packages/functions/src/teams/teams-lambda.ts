import { nounLambda } from "../http/noun-lambda.ts";
import { teamsOperations } from "./teams-operations.ts";

export const handler = nounLambda("teams", teamsOperations);
