import * as z from "#schema";

/**
 * What a history entry says was done, in the words of the API. Entries are permanent, so no action is removed from this
 * list.
 */
export const HistoryAction = z.enum([
  "apply",
  "add",
  "add-approval",
  "approve",
  "reject",
  "withdraw",
  "lapse",
  "suspend",
  "resume",
  "cancel",
  "revoke",
  "expire",
  "renew",
  "end-renewal",
  "approve-renewal",
  "reject-renewal",
  "lapse-renewal",
  "change-plan",
  "approve-plan-change",
  "reject-plan-change",
  "lapse-plan-change",
  "restore",
  "transfer",
]);
export type HistoryAction = z.infer<typeof HistoryAction>;

/** What an application asks for. */
export type ApplicationKind = "subscription" | "renewal" | "plan-change";

/** How an application ends. */
export type Ending = "approve" | "reject" | "withdraw" | "lapse";

/** The application that an action asks with or ends; nothing for those that concern none. */
interface Meaning {
  asks?: ApplicationKind;
  ends?: { asked: ApplicationKind; as: Ending };
}

const ends = (asked: ApplicationKind, as: Ending): Meaning => ({ ends: { asked, as } });

const MEANING: Record<HistoryAction, Meaning> = {
  apply: { asks: "subscription" },
  // Its provider has decided on it without being asked.
  add: ends("subscription", "approve"),
  // One of several that are needed.
  "add-approval": {},
  approve: ends("subscription", "approve"),
  reject: ends("subscription", "reject"),
  withdraw: ends("subscription", "withdraw"),
  lapse: ends("subscription", "lapse"),
  suspend: {},
  resume: {},
  cancel: {},
  revoke: {},
  expire: {},
  renew: { asks: "renewal" },
  "end-renewal": {},
  "approve-renewal": ends("renewal", "approve"),
  "reject-renewal": ends("renewal", "reject"),
  "lapse-renewal": ends("renewal", "lapse"),
  "change-plan": { asks: "plan-change" },
  "approve-plan-change": ends("plan-change", "approve"),
  "reject-plan-change": ends("plan-change", "reject"),
  "lapse-plan-change": ends("plan-change", "lapse"),
  restore: {},
  transfer: {},
};

/** Whether it is an answer to what was asked for: given by a person or a rule, not by time or by the applicant. */
export const isDecision = (action: HistoryAction): boolean => {
  const ended = endedBy(action)?.as;
  return action !== "add" && (ended === "approve" || ended === "reject");
};

export const askedBy = (action: HistoryAction): ApplicationKind | undefined => MEANING[action].asks;

/** The application that an action ends, and how; nothing where it ends none. */
export const endedBy = (action: HistoryAction): { asked: ApplicationKind; as: Ending } | undefined =>
  MEANING[action].ends;
