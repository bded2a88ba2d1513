import { pluralsOf } from "./plural.ts";

const plural = pluralsOf("en");

export const usageTexts = {
  title: "Usage",
  lead: "Calls through the gateway: of your consumers, and to your services.",
  range: "Time",
  ranges: { day: "Last 24 hours", week: "Last 7 days", month: "Last 30 days" },
  groupBy: "By",
  groups: { none: "All together", consumer: "Consumer", service: "Service" },
  caller: (name: string, team: string) => `${name} (${team})`,
  calls: "Calls",
  callsLead: "What became of them.",
  good: "Answered",
  refused: "Refused",
  errors: "Faults of the service",
  latency: "Latency",
  latencyLead: "Milliseconds until the whole answer was sent.",
  ms: " ms",
  p50: "Half are faster than",
  p99: "99 of 100 are faster than",
  tokens: "Tokens",
  tokensLead: "As the AI services counted them.",
  tokensIn: "In",
  tokensOut: "Out",
  reasons: "Refusals by reason",
  reason: "Reason",
  none: "No calls in this time",
  noneLead: "Calls appear here about a minute after they were made.",
  table: "As a table",
  csv: "Download CSV",
  time: "Time",
  totals: { consumer: "By consumer", service: "By service" },
  bytesIn: "Bytes in",
  bytesOut: "Bytes out",
  chart: (title: string, from: string, to: string) =>
    `${title}, from ${from} to ${to}; the table below says the same`,
};

export const refusalTexts = {
  lead: "The last calls that were refused, and what to do about each.",
  none: "Nothing was refused",
  noneLead: "When a call is refused, it appears here with its reason.",
  at: "When",
  service: "Service",
  reason: "Reason",
  advice: "What to do",
  request: "Request",
  /** The texts of the reasons' codes; a code that is not listed is shown alone. */
  reasons: {
    "missing-credential": "No credential",
    "malformed-credential": "Unreadable credential",
    "unknown-credential": "Unknown credential",
    "credential-expired": "Credential expired",
    "credential-disabled": "Credential disabled",
    "bad-signature": "Wrong signature",
    "ambiguous-token": "Token of two consumers",
    "clock-skew": "Wrong clock",
    replayed: "Signature used twice",
    "body-mismatch": "Body was not the signed one",
    "rate-limited": "Too many calls",
    "quota-exceeded": "Quota used up",
    "consumer-suspended": "Consumer suspended",
    "team-suspended": "Team suspended",
    "ip-not-allowed": "Address not allowed",
    "no-subscription": "No subscription",
    "subscription-pending": "Application not decided",
    "subscription-suspended": "Subscription suspended",
    "subscription-expired": "Subscription expired",
    "scope-missing": "Outside its scopes",
    "payload-too-large": "Body too large",
    "body-required": "Body missing",
    "invalid-path": "Path not allowed",
    "service-busy": "Service busy",
    "loop-detected": "Came back to the gateway",
    unavailable: "Could not be checked",
  },
};

export const auditTexts = {
  lead: "Every change of this team's things: who did it, when and from where. Nothing is ever removed.",
  none: "No changes in this time",
  noneLead: "Choose an earlier day, or other words. New changes appear within seconds.",
  at: "When",
  actor: "Who",
  action: "What",
  target: "To",
  change: "Change",
  from: "From (day, UTC)",
  to: "To (day, UTC)",
  filter: "Who, what or to what",
  verify: "Check the chain",
  good: (entries: number) =>
    plural(entries, {
      one: "Its one entry is as it was written.",
      other: "All # entries are as they were written.",
    }),
  tampered: (entries: string[]) =>
    `The chain is whole, and tells of records written past the program: ${entries.join(", ")}.`,
  bad: (entry: string) => `The entry ${entry} is not as it was written.`,
  export: "Download",
  hasMore: (shown: number) =>
    `This time has more changes than can be shown: these are its first ${shown}. Choose a shorter time.`,
  ownersSeeMore:
    "What became of its subscriptions. Owners of the team also see every change of the consumer and its credentials.",
  historyLead: (days: number) =>
    `Who changed this consumer, its credentials and its subscriptions in the last ${days} days.`,
};
