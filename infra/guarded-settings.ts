import type { Settings } from "./settings-groups.ts";

/** How a deploy takes away what the last one had. `LATCHKEY_ALLOW` names it with the setting: `drop-domain`. */
type Loss = "drop" | "change" | "lower";

interface Guard {
  /** How a change of the setting does harm, if it does. */
  harm: (before: unknown, after: unknown) => Loss | undefined;
  /** What is lost. */
  lost: string;
}

/** Giving one where there was none replaces something too. */
const replaced: Guard["harm"] = (before, after) =>
  JSON.stringify(before) === JSON.stringify(after) ? undefined : after === undefined ? "drop" : "change";

/** A value once given is not taken away or replaced. */
const value: Guard["harm"] = (before, after) => (before === undefined ? undefined : replaced(before, after));

const items: Guard["harm"] = (before, after) => {
  const now = new Set(Array.isArray(after) ? after.map((item) => JSON.stringify(item)) : []);
  return Array.isArray(before) && before.some((item) => !now.has(JSON.stringify(item))) ? "drop" : undefined;
};

const entries: Guard["harm"] = (before, after) => {
  const now = new Map(Object.entries(Object(after)).map(([key, entry]) => [key, JSON.stringify(entry)]));
  const all = Object.entries(Object(before));
  if (all.some(([key]) => !now.has(key))) return "drop";
  return all.some(([key, entry]) => now.get(key) !== JSON.stringify(entry)) ? "change" : undefined;
};

const switchedOff: Guard["harm"] = (before, after) =>
  before === true && after === false ? "drop" : undefined;

const SPANS: unknown[] = ["1 week", "1 month", "3 months", "6 months", "1 year", "2 years", "forever"];
const shorter: Guard["harm"] = (before, after) =>
  SPANS.indexOf(after) < SPANS.indexOf(before) ? "lower" : undefined;

const fewer: Guard["harm"] = (before, after) =>
  typeof before === "number" && (typeof after !== "number" || after < before) ? "lower" : undefined;

/** Its change destroys nothing and locks no one out. What was given and is not any more is guarded all the same. */
const free: Guard = { harm: () => undefined, lost: "it is as if it had never been set" };

/** Another region has a record of its own: `last-deploy.ts` looks for the stage in all of them. */
const HARMLESS = [
  "region",
  "cliClientId",
  "selfSignUp",
  "mfa",
  "revocationSeconds",
  "probe",
  "edgeSecretNumber",
  "identitySource",
  "maxConcurrentCalls",
  "webhookConcurrency",
  "ingestConcurrency",
  "authorizerConcurrency",
  "gatewayConcurrency",
  "gatewayRate",
  "gatewayBurst",
  "controlRate",
  "controlBurst",
  "methodThrottles",
  "keyRotationDays",
  "keyPrefix",
  "githubKeys",
  "requestsPerAddress",
  "firewallRules",
  "reminderHours",
  "escalationDays",
  "lapseDays",
  "announceDays",
  "publication",
  "teamsPerPerson",
  "servicesPerTeam",
  "consumersPerTeam",
  "mailsPerPerson",
  "mailsPerTeam",
  "brandName",
  "brandColor",
  "brandMark",
  "brandLinks",
  "monthlyBudget",
] as const satisfies (keyof Settings)[];

const harmless = Object.fromEntries(HARMLESS.map((name) => [name, free])) as Record<
  (typeof HARMLESS)[number],
  Guard
>;

/** What a change of each setting may take away. A setting that is not judged here does not compile. */
export const GUARDS: Record<keyof Settings, Guard> = {
  ...harmless,
  protected: { harm: switchedOff, lost: "the stage can be removed, with its table and its keys" },
  permissionsBoundary: { harm: value, lost: "its roles are bounded by it no longer" },
  kmsKey: { harm: value, lost: "the stage's data is encrypted under it no longer" },
  auditLockDays: { harm: fewer, lost: "new anchors of the audit can be removed earlier" },
  domain: { harm: value, lost: "its addresses answer no longer" },
  keepDefaultEndpoint: { harm: switchedOff, lost: "AWS's own addresses of the stage answer no longer" },
  sender: { harm: value, lost: "mails come from another address" },
  senderIdentity: { harm: value, lost: "the sender changes its owner" },
  dmarc: { harm: value, lost: "the record that it is in changes" },
  admins: { harm: items, lost: "who is not named is no admin any more" },
  issuer: { harm: replaced, lost: "people sign in elsewhere, and those of a user pool no longer" },
  clientId: { harm: replaced, lost: "tokens for the former one are refused" },
  issuerOrigins: { harm: items, lost: "the portal may not reach them to sign people in" },
  vpc: { harm: value, lost: "what is in it is reached no longer, and calls come from other addresses" },
  allowedUpstreams: { harm: items, lost: "they are reached no longer" },
  services: { harm: entries, lost: "calls of those APIs are refused" },
  iamUpstreams: { harm: items, lost: "calls to those addresses are signed no longer" },
  signatureEdge: {
    harm: switchedOff,
    lost: "the gateway's address leads elsewhere, and signatures may be dropped there",
  },
  gradualRelease: {
    harm: switchedOff,
    lost: "APIs of others that name the authorizer as `:live` are refused",
  },
  reservedSlugs: { harm: items, lost: "anybody may take them, for good" },
  publicCatalog: { harm: switchedOff, lost: "people who have not signed in see no service any more" },
  logRetention: { harm: shorter, lost: "older log lines are deleted" },
  usageRetention: { harm: shorter, lost: "older exported usage is deleted" },
  usageOnBus: { harm: switchedOff, lost: "what bills from the bus hears nothing more" },
  alarmEmail: { harm: value, lost: "alarms are not mailed to it any more" },
};
