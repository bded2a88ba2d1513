/** The environment variable that goes before a setting; `settings.ts` does not compile while one has none. */
export const VARIABLES = {
  region: "LATCHKEY_REGION",
  sender: "LATCHKEY_SENDER",
  domain: "LATCHKEY_DOMAIN",
  admins: "LATCHKEY_ADMINS",
  issuer: "LATCHKEY_OIDC_ISSUER",
  clientId: "LATCHKEY_OIDC_CLIENT_ID",
  issuerOrigins: "LATCHKEY_OIDC_ORIGINS",
  selfSignUp: "LATCHKEY_SELF_SIGN_UP",
  mfa: "LATCHKEY_MFA",
  revocationSeconds: "LATCHKEY_REVOCATION_SECONDS",
  reminderHours: "LATCHKEY_REMINDER_HOURS",
  escalationDays: "LATCHKEY_ESCALATION_DAYS",
  lapseDays: "LATCHKEY_LAPSE_DAYS",
  announceDays: "LATCHKEY_ANNOUNCE_DAYS",
  reservedSlugs: "LATCHKEY_RESERVED_SLUGS",
  publication: "LATCHKEY_PUBLICATION",
  teamsPerPerson: "LATCHKEY_TEAMS_PER_PERSON",
  servicesPerTeam: "LATCHKEY_SERVICES_PER_TEAM",
  consumersPerTeam: "LATCHKEY_CONSUMERS_PER_TEAM",
  maxConcurrentCalls: "LATCHKEY_MAX_CONCURRENT_CALLS",
  mailsPerPerson: "LATCHKEY_MAILS_PER_PERSON",
  mailsPerTeam: "LATCHKEY_MAILS_PER_TEAM",
  privateUpstreams: "LATCHKEY_PRIVATE_UPSTREAMS",
  services: "LATCHKEY_SERVICES",
  webhookConcurrency: "LATCHKEY_WEBHOOK_CONCURRENCY",
  ingestConcurrency: "LATCHKEY_INGEST_CONCURRENCY",
  requestsPerAddress: "LATCHKEY_REQUESTS_PER_ADDRESS",
  logRetention: "LATCHKEY_LOG_RETENTION",
  protected: "LATCHKEY_PROTECTED",
  alarmEmail: "LATCHKEY_ALARM_EMAIL",
  monthlyBudget: "LATCHKEY_MONTHLY_BUDGET",
} satisfies Record<string, string>;

/** What is given by the environment: each setting as its type is written there, else unchanged. */
export const fromEnvironment = (environment: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(
    Object.entries(VARIABLES).flatMap(([setting, variable]) => {
      const value = environment[variable];
      return value === undefined || value === "" ? [] : [[setting, read(setting, value)]];
    }),
  );

const NUMBERS = new Set([
  "revocationSeconds",
  "escalationDays",
  "lapseDays",
  "teamsPerPerson",
  "servicesPerTeam",
  "consumersPerTeam",
  "maxConcurrentCalls",
  "mailsPerPerson",
  "mailsPerTeam",
  "webhookConcurrency",
  "ingestConcurrency",
  "requestsPerAddress",
  "monthlyBudget",
]);

const LISTS = new Set(["admins", "issuerOrigins", "reservedSlugs"]);
const NUMBER_LISTS = new Set(["reminderHours", "announceDays"]);
const SWITCHES = new Set(["privateUpstreams", "protected", "selfSignUp"]);

/** What does not read as the setting's type is left as it is, and then refused. */
const read = (setting: string, value: string): unknown => {
  if (LISTS.has(setting)) return items(value);
  if (NUMBER_LISTS.has(setting)) return items(value).map(wholeNumber);
  if (NUMBERS.has(setting)) return wholeNumber(value);
  if (setting === "services") return fromJson(value);
  if (SWITCHES.has(setting)) return value === "true" ? true : value === "false" ? false : value;
  return value;
};

const items = (value: string): string[] => value.split(",").map((item) => item.trim());

const wholeNumber = (value: string): number | string => (/^\d+$/.test(value) ? Number(value) : value);

const fromJson = (value: string): unknown => {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
};
