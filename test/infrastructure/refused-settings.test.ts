import { DEFAULT_TIMING } from "@latchkey/core/due/timing";
import { DEFAULT_LIMITS } from "@latchkey/core/stage/limits";
import { Settings } from "@latchkey/functions/composition/settings";
import { describe, expect, it } from "vitest";
import { stageSettings } from "../../infra/settings.ts";
import { keyPrefixEnvironment } from "../../infra/settings-keys.ts";
import { MAILS_DEFAULTS, mailsEnvironment } from "../../infra/settings-mails.ts";
import { NAMES_DEFAULTS, namesEnvironment } from "../../infra/settings-names.ts";
import { evaluateStage } from "./graph/evaluate-stage.ts";
import { installPlatform } from "./platform/install-platform.ts";
import { FUNCTION_URL, MANY_SERVICES } from "./refused-settings.fixture.ts";

const platform = await installPlatform();

const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

describe("settings that do not work", () => {
  const works = { every: { region: "eu-central-1", sender: "a@example.com" } } as const;
  const complaint = (stage: string, environment: Record<string, string>) => {
    try {
      stageSettings(stage, works, environment);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    return "none";
  };

  it.each([
    ["LATCHKEY_SENDER", "not an address", "sender is wrong"],
    ["LATCHKEY_REGION", "Frankfurt", "region is wrong"],
    ["LATCHKEY_DOMAIN", "https://example.com", "domain is wrong"],
    ["LATCHKEY_ADMINS", "a@example.com, nobody", "admins is wrong"],
    ["LATCHKEY_OIDC_ISSUER", "http://login.example.com", "issuer is wrong"],
    ["LATCHKEY_OIDC_ISSUER", "https://login.example.com", "issuer and clientId go together"],
    ["LATCHKEY_OIDC_ORIGINS", "https://login.example.com/oauth2", "issuerOrigins is wrong"],
    ["LATCHKEY_OIDC_ORIGINS", "http://login.example.com", "issuerOrigins is wrong"],
    ["LATCHKEY_OIDC_ORIGINS", "https://a.example.com https://b.example.com", "issuerOrigins is wrong"],
    ["LATCHKEY_SELF_SIGN_UP", "yes", "selfSignUp is wrong"],
    ["LATCHKEY_MFA", "sms", "mfa is wrong"],
    ["LATCHKEY_REVOCATION_SECONDS", "soon", "revocationSeconds is wrong"],
    ["LATCHKEY_REVOCATION_SECONDS", "3600", "revocationSeconds is wrong"],
    ["LATCHKEY_REMINDER_HOURS", "soon", "reminderHours is wrong"],
    ["LATCHKEY_REMINDER_HOURS", "24,,72", "reminderHours is wrong"],
    ["LATCHKEY_REMINDER_HOURS", "0,24", "reminderHours is wrong"],
    ["LATCHKEY_REMINDER_HOURS", "1,2,3,4,5,6,7,8,9,10,11", "reminderHours is wrong: 10 numbers at most."],
    ["LATCHKEY_REMINDER_HOURS", "24,336", "have to end before lapseDays do"],
    ["LATCHKEY_ESCALATION_DAYS", "0", "escalationDays is wrong"],
    ["LATCHKEY_ESCALATION_DAYS", "14", "have to end before lapseDays do"],
    ["LATCHKEY_LAPSE_DAYS", "1.5", "lapseDays is wrong"],
    ["LATCHKEY_LAPSE_DAYS", "366", "lapseDays is wrong: whole days from 1 to 365."],
    ["LATCHKEY_LAPSE_DAYS", "7", "have to end before lapseDays do"],
    ["LATCHKEY_ANNOUNCE_DAYS", "-1", "announceDays is wrong"],
    ["LATCHKEY_ANNOUNCE_DAYS", "400", "announceDays is wrong"],
    ["LATCHKEY_PRIVATE_UPSTREAMS", "true", "give vpc and allowedUpstreams"],
    ["LATCHKEY_PRIVATE_UPSTREAMS", "false", "privateUpstreams is no setting any more"],
    ["LATCHKEY_VPC", "vpc-1", "vpc is wrong"],
    ["LATCHKEY_VPC", '{"subnets":[],"securityGroups":["sg-01234567"]}', "vpc is wrong: one subnet"],
    [
      "LATCHKEY_VPC",
      '{"subnets":["subnet-1"],"securityGroups":["sg-01234567"]}',
      "vpc is wrong: ids of subnets",
    ],
    ["LATCHKEY_ALLOWED_UPSTREAMS", '[{"teams":["a"],"ranges":["10.0.0.0/8"]}]', "in the network of a vpc"],
    ...[
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
    ].map((wrong) => ["LATCHKEY_ALLOWED_UPSTREAMS", JSON.stringify(wrong), "allowedUpstreams is wrong"]),
    ["LATCHKEY_IAM_UPSTREAMS", "all", "iamUpstreams is wrong"],
    ...[
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
    ].map((wrong) => [
      "LATCHKEY_IAM_UPSTREAMS",
      JSON.stringify([{ ...FUNCTION_URL, ...wrong }]),
      "iamUpstreams is wrong",
    ]),
    [
      "LATCHKEY_IAM_UPSTREAMS",
      JSON.stringify(Array.from({ length: 20 }, () => FUNCTION_URL)),
      "iamUpstreams are more than 2000 bytes",
    ],
    ["LATCHKEY_SERVICES", JSON.stringify(MANY_SERVICES), "services are more than 2000 bytes"],
    ["LATCHKEY_SERVICES", "weather", "services is wrong"],
    ["LATCHKEY_SERVICES", '{"abcdef1234":"weather"}', "services is wrong"],
    ["LATCHKEY_SERVICES", '{"abcdef1234":{"team":"For/casters"}}', "services is wrong"],
    ["LATCHKEY_SERVICES", '{"abcdef1234/prod":"We/ather"}', "services is wrong"],
    ["LATCHKEY_RESERVED_SLUGS", "payments, Bad Slug", "reservedSlugs is wrong"],
    ["LATCHKEY_PUBLICATION", "open", "publication is wrong"],
    ["LATCHKEY_TEAMS_PER_PERSON", "0", "teamsPerPerson is wrong"],
    ["LATCHKEY_SERVICES_PER_TEAM", "many", "servicesPerTeam is wrong"],
    ["LATCHKEY_CONSUMERS_PER_TEAM", "1.5", "consumersPerTeam is wrong"],
    ["LATCHKEY_MAILS_PER_PERSON", "0", "mailsPerPerson is wrong"],
    ["LATCHKEY_MAILS_PER_TEAM", "many", "mailsPerTeam is wrong"],
    ["LATCHKEY_REQUESTS_PER_ADDRESS", "5", "requestsPerAddress is wrong"],
    ["LATCHKEY_WEBHOOK_CONCURRENCY", "many", "webhookConcurrency is wrong"],
    ["LATCHKEY_INGEST_CONCURRENCY", "1001", "ingestConcurrency is wrong"],
    ["LATCHKEY_AUTHORIZER_CONCURRENCY", "-1", "authorizerConcurrency is wrong"],
    ["LATCHKEY_GATEWAY_CONCURRENCY", "10001", "gatewayConcurrency is wrong"],
    ["LATCHKEY_GATEWAY_RATE", "fast", "gatewayRate is wrong"],
    ["LATCHKEY_GATEWAY_BURST", "0", "gatewayBurst of 0 would let nothing through"],
    ["LATCHKEY_CONTROL_RATE", "1e3", "controlRate is wrong"],
    ["LATCHKEY_CONTROL_BURST", "0", "controlBurst of 0 would let nothing through"],
    ["LATCHKEY_METHOD_THROTTLES", '{"POST /v1/verify":{"rate":0,"burst":1}}', "methodThrottles is wrong"],
    ["LATCHKEY_METHOD_THROTTLES", '{"POST /v1/verify":5}', "methodThrottles is wrong"],
    ["LATCHKEY_METHOD_THROTTLES", '{"POST /v1/nothing":{"rate":1,"burst":1}}', "names no method"],
    ["LATCHKEY_KEY_ROTATION_DAYS", "6", "keyRotationDays is wrong: 0, or a whole number of days from 7"],
    ["LATCHKEY_KEY_ROTATION_DAYS", "3651", "keyRotationDays is wrong"],
    ["LATCHKEY_KEY_PREFIX", "Acme", "keyPrefix is wrong: 2 to 8 letters from a to z"],
    ["LATCHKEY_KEY_PREFIX", "a", "keyPrefix is wrong"],
    ["LATCHKEY_KEY_PREFIX", "abcdefghi", "keyPrefix is wrong"],
    ["LATCHKEY_KEY_PREFIX", "acme_", "keyPrefix is wrong"],
    ["LATCHKEY_FIREWALL_RULES", '{"CommonRuleSet":"allow"}', "firewallRules is wrong: block, count or off"],
    ["LATCHKEY_FIREWALL_RULES", "CommonRuleSet", "firewallRules is wrong"],
    ["LATCHKEY_FIREWALL_RULES", '{"Common":"off"}', "names no rule of the firewall: Common."],
    [
      "LATCHKEY_FIREWALL_RULES",
      '{"GenericLFI_BODY":"off"}',
      "can be counted, and not be off: GenericLFI_BODY.",
    ],
    ["LATCHKEY_GRADUAL_RELEASE", "slowly", "gradualRelease is wrong"],
    ["LATCHKEY_MONTHLY_BUDGET", "12.50", "monthlyBudget is wrong"],
    ["LATCHKEY_LOG_RETENTION", "10 days", "logRetention is wrong"],
  ])("are told in a sentence that names the setting: %s=%s", (variable, value, told) => {
    expect(complaint("staging", { [variable]: value })).toContain(told);
  });

  it("are none where nothing is said of reminders: then they are as the functions have them", () => {
    expect(stageSettings("staging", works, {})).toMatchObject(DEFAULT_TIMING);
  });

  it("are none where nothing is said of names: then they are as the functions have them", () => {
    const { reservedSlugs, publication, ...bounds } = NAMES_DEFAULTS;
    expect(DEFAULT_LIMITS).toMatchObject({ ...bounds, ...MAILS_DEFAULTS });
    const read = Settings.parse({
      LATCHKEY_TABLE: "t",
      ...namesEnvironment(stageSettings("staging", works, {})),
      ...mailsEnvironment(stageSettings("staging", works, {})),
      ...keyPrefixEnvironment(stageSettings("staging", works, {})),
    });
    const unset = Settings.parse({ LATCHKEY_TABLE: "t" });
    expect(read).toEqual(unset);
    expect([read.LATCHKEY_RESERVED_SLUGS, read.LATCHKEY_PUBLICATION]).toEqual([reservedSlugs, publication]);
  });

  it("names the setting that is missing", () => {
    expect(() => stageSettings("staging", { every: { region: "eu-central-1" } }, {})).toThrow(
      'The settings of the stage "staging" do not work. sender is missing. Set it in infra/stages.ts, or as LATCHKEY_SENDER.',
    );
  });

  it("name what replaces privateUpstreams, also where the file sets it", () => {
    const file = { every: { ...works.every, privateUpstreams: false } };
    expect(() => stageSettings("staging", file, {})).toThrow(/give vpc and allowedUpstreams/);
    expect(complaint("staging", { LATCHKEY_PRIVATE_UPSTREAMS: "" })).toBe("none");
  });

  it.each(["a_b", "1st", "-", "x".repeat(33)])(
    "include a stage's name that cannot be part of others: %s",
    (stage) => {
      expect(complaint(stage, {})).toContain("A stage's name is");
    },
  );

  it.each([
    ["LATCHKEY_SELF_SIGN_UP", "true"],
    ["LATCHKEY_MFA", "required"],
  ])("ask for nothing of a user pool where there is none: %s=%s", (variable, value) => {
    const issuer = { LATCHKEY_OIDC_ISSUER: "https://login.example.com", LATCHKEY_OIDC_CLIENT_ID: "latchkey" };
    expect(complaint("staging", { ...issuer, [variable]: value })).toContain("are of the user pool");
    expect(complaint("staging", { [variable]: value })).toBe("none");
  });

  it("name no origins of an issuer that is not named", () => {
    const origins = { LATCHKEY_OIDC_ORIGINS: "https://tokens.example.com" };
    expect(complaint("staging", origins)).toContain("issuerOrigins are an issuer's");
  });

  it.skipIf(missing !== "")("stop the program before it makes anything", async () => {
    await expect(evaluateStage("staging", { LATCHKEY_ADMINS: "nobody" })).rejects.toThrow(
      /admins is wrong.*LATCHKEY_ADMINS/,
    );
  });
});
