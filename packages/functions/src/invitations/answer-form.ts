import type { APIGatewayProxyEvent } from "aws-lambda";
import { type FormRefused, readFormFields } from "../page/form-fields.ts";

export interface AnswerForm {
  decision: "accept" | "decline";
  /** What the page has shown; a form without it takes what is offered. */
  shownRole?: string;
}

/** Why a form is refused. `decision` can be corrected on the page. */
export type AnswerFault = FormRefused | "decision";

/** Reads the form that the page sends. */
export const readAnswerForm = (event: APIGatewayProxyEvent): AnswerForm | AnswerFault => {
  const fields = readFormFields(event);
  if (fields === "encoding") return "decision";
  if (typeof fields === "string") return fields;
  const [decision, ...moreDecisions] = fields.get("decision") ?? [];
  const [shownRole, ...moreRoles] = fields.get("role") ?? [];
  if ((decision !== "accept" && decision !== "decline") || moreDecisions.length + moreRoles.length > 0)
    return "decision";
  return { decision, ...(shownRole === undefined ? {} : { shownRole }) };
};
