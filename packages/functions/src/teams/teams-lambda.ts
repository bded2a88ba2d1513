import { nounLambda } from "../http/noun-lambda.ts";
import { issuersOperations } from "../issuers/issuers-operations.ts";
import { delegateOperations } from "../me/delegate-operations.ts";
import { mailChoiceOperations } from "../me/mail-choice-operations.ts";
import { teamsOperations } from "./teams-operations.ts";

export const handler = nounLambda("teams", {
  ...teamsOperations,
  ...issuersOperations,
  ...delegateOperations,
  ...mailChoiceOperations,
});
