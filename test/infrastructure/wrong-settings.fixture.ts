import type { WrongSettings } from "./refused-settings.fixture.ts";

/** More than a function's environment has room for. */
const MANY_SERVICES = Object.fromEntries(
  Array.from({ length: 90 }, (_, at) => [`api${at}/prod`, "a-weather"]),
);

/** An address that the gateway may call with its role. */
const FUNCTION_URL = {
  teams: ["weather"],
  service: "lambda",
  region: "eu-central-1",
  url: "https://abc.lambda-url.eu-central-1.on.aws",
  resources: ["arn:aws:lambda:eu-central-1:123456789012:function:forecast"],
};

/** Settings of a stage that do not work. */
export const WRONG_SETTINGS: WrongSettings = {
  LATCHKEY_SENDER: {
    "not an address": "sender is wrong",
  },
  LATCHKEY_REGION: {
    Frankfurt: "region is wrong",
  },
  LATCHKEY_DOMAIN: {
    "https://example.com": "domain is wrong",
  },
  LATCHKEY_ADMINS: {
    "a@example.com, no-address": "admins is wrong",
  },
  LATCHKEY_OIDC_ISSUER: {
    "http://login.example.com": "issuer is wrong",
    "https://login.example.com": "issuer and clientId go together",
  },
  LATCHKEY_OIDC_ORIGINS: {
    "https://login.example.com/oauth2": "issuerOrigins is wrong",
    "http://login.example.com": "issuerOrigins is wrong",
    "https://a.example.com https://b.example.com": "issuerOrigins is wrong",
  },
  LATCHKEY_SELF_SIGN_UP: {
    yes: "selfSignUp is wrong",
  },
  LATCHKEY_MFA: {
    sms: "mfa is wrong",
  },
  LATCHKEY_REVOCATION_SECONDS: {
    soon: "revocationSeconds is wrong",
    "3600": "revocationSeconds is wrong",
  },
  LATCHKEY_REMINDER_HOURS: {
    soon: "reminderHours is wrong",
    "24,,72": "reminderHours is wrong",
    "0,24": "reminderHours is wrong",
    "1,2,3,4,5,6,7,8,9,10,11": "reminderHours is wrong: 10 numbers at most.",
    "24,336": "have to end before lapseDays do",
  },
  LATCHKEY_ESCALATION_DAYS: {
    "0": "escalationDays is wrong",
    "14": "have to end before lapseDays do",
  },
  LATCHKEY_LAPSE_DAYS: {
    "1.5": "lapseDays is wrong",
    "366": "lapseDays is wrong: whole days from 1 to 365.",
    "7": "have to end before lapseDays do",
  },
  LATCHKEY_ANNOUNCE_DAYS: {
    "-1": "announceDays is wrong",
    "400": "announceDays is wrong",
  },
  LATCHKEY_PRIVATE_UPSTREAMS: {
    true: "give vpc and allowedUpstreams",
    false: "privateUpstreams is no setting any more",
  },
  LATCHKEY_VPC: {
    "vpc-1": "vpc is wrong",
    '{"subnets":[],"securityGroups":["sg-01234567"]}': "vpc is wrong: one subnet",
    '{"subnets":["subnet-1"],"securityGroups":["sg-01234567"]}': "vpc is wrong: ids of subnets",
  },
  LATCHKEY_ALLOWED_UPSTREAMS: {
    '[{"teams":["a"],"ranges":["10.0.0.0/8"]}]': "in the network of a vpc",
    ...Object.fromEntries(
      [
        [{ teams: ["a"] }],
        [{ teams: [], ranges: ["10.0.0.0/8"] }],
        [{ teams: ["*"], ranges: ["10.0.0.0/8"] }],
        [{ teams: ["a"], hosts: ["*"] }],
        [{ teams: ["a"], hosts: ["*.com."] }],
        [{ teams: ["a"], hosts: ["localhost"] }],
        [{ teams: ["a"], hosts: ["10.0.0.1"] }],
        ...["0.0.0.0/0", "127.0.0.0/8", "169.254.0.0/16", "8.8.8.8", "fc00::/7", "fd00:ec2::254", "::/0"].map(
          (range) => [{ teams: ["a"], ranges: [range] }],
        ),
      ].map((wrong) => [JSON.stringify(wrong), "allowedUpstreams is wrong"]),
    ),
  },
  LATCHKEY_IAM_UPSTREAMS: {
    all: "iamUpstreams is wrong",
    [JSON.stringify(Array.from({ length: 20 }, () => FUNCTION_URL))]: "iamUpstreams are more than 2000 bytes",
    ...Object.fromEntries(
      [
        { service: "sts" },
        { teams: [] },
        { teams: ["*"] },
        { url: "http://abc.lambda-url.eu-central-1.on.aws" },
        { url: undefined },
        { resources: [] },
        { resources: ["*"] },
        { resources: ["arn:aws:lambda:eu-central-1:1:*"] },
        { resources: ["arn:aws:bedrock:eu-central-1::foundation-model/m"] },
        { actions: ["lambda:*"] },
      ].map((wrong) => [JSON.stringify([{ ...FUNCTION_URL, ...wrong }]), "iamUpstreams is wrong"]),
    ),
  },
  LATCHKEY_SERVICES: {
    [JSON.stringify(MANY_SERVICES)]: "services are more than 2000 bytes",
    weather: "services is wrong",
    '{"abcdef1234":"weather"}': "services is wrong",
    '{"abcdef1234":{"team":"For/casters"}}': "services is wrong",
    '{"abcdef1234/prod":"We/ather"}': "services is wrong",
  },
  LATCHKEY_RESERVED_SLUGS: {
    "payments, Bad Slug": "reservedSlugs is wrong",
  },
  LATCHKEY_PUBLICATION: {
    open: "publication is wrong",
  },
  LATCHKEY_TEAMS_PER_PERSON: {
    "0": "teamsPerPerson is wrong",
  },
  LATCHKEY_SERVICES_PER_TEAM: {
    many: "servicesPerTeam is wrong",
  },
  LATCHKEY_CONSUMERS_PER_TEAM: {
    "1.5": "consumersPerTeam is wrong",
  },
  LATCHKEY_MAILS_PER_PERSON: {
    "0": "mailsPerPerson is wrong",
  },
  LATCHKEY_MAILS_PER_TEAM: {
    many: "mailsPerTeam is wrong",
  },
  LATCHKEY_REQUESTS_PER_ADDRESS: {
    "5": "requestsPerAddress is wrong",
  },
  LATCHKEY_WEBHOOK_CONCURRENCY: {
    many: "webhookConcurrency is wrong",
  },
  LATCHKEY_INGEST_CONCURRENCY: {
    "1001": "ingestConcurrency is wrong",
  },
  LATCHKEY_AUTHORIZER_CONCURRENCY: {
    "-1": "authorizerConcurrency is wrong",
  },
  LATCHKEY_GATEWAY_CONCURRENCY: {
    "10001": "gatewayConcurrency is wrong",
  },
  LATCHKEY_GATEWAY_RATE: {
    fast: "gatewayRate is wrong",
  },
  LATCHKEY_GATEWAY_BURST: {
    "0": "gatewayBurst of 0 would let nothing through",
  },
  LATCHKEY_CONTROL_RATE: {
    "1e3": "controlRate is wrong",
  },
  LATCHKEY_CONTROL_BURST: {
    "0": "controlBurst of 0 would let nothing through",
  },
  LATCHKEY_METHOD_THROTTLES: {
    '{"POST /v1/verify":{"rate":0,"burst":1}}': "methodThrottles is wrong",
    '{"POST /v1/verify":5}': "methodThrottles is wrong",
    '{"POST /v1/nothing":{"rate":1,"burst":1}}': "names no method",
  },
  LATCHKEY_KEY_ROTATION_DAYS: {
    "6": "keyRotationDays is wrong: 0, or a whole number of days from 7",
    "3651": "keyRotationDays is wrong",
  },
  LATCHKEY_KEY_PREFIX: {
    Acme: "keyPrefix is wrong: 2 to 8 letters from a to z",
    a: "keyPrefix is wrong",
    abcdefghi: "keyPrefix is wrong",
    acme_: "keyPrefix is wrong",
  },
  LATCHKEY_FIREWALL_RULES: {
    '{"CommonRuleSet":"allow"}': "firewallRules is wrong: block, count or off",
    CommonRuleSet: "firewallRules is wrong",
    '{"Common":"off"}': "names no rule of the firewall: Common.",
    '{"GenericLFI_BODY":"off"}': "can be counted, and not be off: GenericLFI_BODY.",
  },
  LATCHKEY_GRADUAL_RELEASE: {
    slowly: "gradualRelease is wrong",
  },
  LATCHKEY_MONTHLY_BUDGET: {
    "12.50": "monthlyBudget is wrong",
  },
  LATCHKEY_LOG_RETENTION: {
    "10 days": "logRetention is wrong",
  },
};
