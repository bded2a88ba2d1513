import { Reason } from "@latchkey/core/subscription/subscription-input";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { type FormRefused, readFormFields } from "../page/form-fields.ts";
import { type ChangesForm, readChanges } from "./changes-form.ts";

export type DecisionForm = ChangesForm & { decision: "approve" | "reject"; reason?: string };

/** Why a form is refused. `decision`, `reason` and `changes` can be corrected on the page. */
export type FormFault = FormRefused | "decision" | "reason" | "changes";

/** Reads the form that the page sends. */
const readDecisionForm = (event: APIGatewayProxyEvent): DecisionForm | FormFault => {
  const fields = readFormFields(event);
  if (fields === "encoding") return "reason";
  if (typeof fields === "string") return fields;
  const [decision, ...moreDecisions] = fields.get("decision") ?? [];
  if ((decision !== "approve" && decision !== "reject") || moreDecisions.length > 0) return "decision";
  const [given = "", ...moreReasons] = fields.get("reason") ?? [];
  // Browsers send line breaks as CRLF but count each as one character.
  const reason = Reason.safeParse(given.replace(/\r\n?/g, "\n").trim());
  if (!reason.success || moreReasons.length > 0) return "reason";
  const changes = decision === "approve" ? readChanges(fields) : {};
  if (!changes) return "changes";
  return { decision, ...changes, ...(reason.data === "" ? {} : { reason: reason.data }) };
};

/** The errors of a form that can be corrected on the page. */
const FAULTS = {
  decision: "Please choose one of the two buttons.",
  reason: "The reason has more than 1,000 characters, or some that are not text. Please change it.",
  changes:
    "The plan, the scopes or the last day cannot be read. Of the scopes at least one stays, and a day is written as 2026-01-31.",
} as const;

/** What both links that decide take. */
export const DECISION_FORM = { faults: FAULTS, readForm: readDecisionForm };
