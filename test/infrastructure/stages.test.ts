import { DEFAULT_TIMING } from "@latchkey/core/due/timing";
import { DEFAULT_LIMITS } from "@latchkey/core/stage/limits";
import { Settings } from "@latchkey/functions/composition/settings";
import { beforeAll, describe, expect, it } from "vitest";
import { stageSettings } from "../../infra/settings.ts";
import { MAILS_DEFAULTS, mailsEnvironment } from "../../infra/settings-mails.ts";
import { NAMES_DEFAULTS, namesEnvironment } from "../../infra/settings-names.ts";
import { evaluateNow, evaluateStage, functionsOf, named, ofType } from "./graph/evaluate-stage.ts";
import type { Graph } from "./graph/graph.ts";
import { installPlatform } from "./platform/install-platform.ts";

const platform = await installPlatform();
const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

/** Names without the part that SST draws by lot, and without the stage. */
const comparable = (graph: Graph, stage: string) =>
  new Map(
    graph.resources.map(({ type, name, inputs, retained }) => [
      `${type} ${name.replace(stage, "STAGE")}`,
      JSON.stringify({ inputs, retained })
        .replaceAll(/(latchkey-[a-z]+-[A-Za-z0-9-]+)-[abcdefhkmnorstuvwxz]{8}(?=[\\"/])/g, "$1-*")
        .replaceAll(/\.[0-9a-f]{64}\./g, ".*.")
        // The portal is built at each deploy.
        .replaceAll(/"triggers":\["\d{13}"\]/g, '"triggers":["*"]')
        // SST names what is the portal's among what its functions at the edge read after the stage.
        .replaceAll(/((?:namespace|kvNamespace = )\\?"(?::\\?")?)[0-9a-f]{4}\b/g, "$1*")
        .replaceAll(stage, "STAGE"),
    ]),
  );

describe.skipIf(missing !== "")(`evaluating a stage${missing}`, () => {
  let production: Graph;
  let again: Graph;
  let staging: Graph;
  beforeAll(async () => {
    production = await evaluateStage("production");
    [again, staging] = await Promise.all([evaluateNow("production"), evaluateStage("staging")]);
  });

  it("gives the same graph each time, name for name and value for value", () => {
    expect(comparable(again, "production")).toEqual(comparable(production, "production"));
  });

  it("differs between staging and production only where the settings say so", () => {
    const one = comparable(staging, "staging");
    const other = comparable(production, "production");
    expect([...one.keys()]).toEqual([...other.keys()]);
    const different = [...one.keys()].filter((name) => one.get(name) !== other.get(name));
    const types = new Set(different.map((name) => name.split(" ")[0]));
    // Retention of logs, protection and retention of the table, the buckets and the keys, the lock of the anchors.
    expect([...types].sort()).toEqual([
      "aws:cloudwatch/logGroup:LogGroup",
      "aws:dynamodb/table:Table",
      "aws:s3/bucket:Bucket",
      "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
      "aws:secretsmanager/secret:Secret",
    ]);
  });

  it("can be removed whole, with its keys, unless it is protected", () => {
    expect(staging.app).toMatchObject({ removal: "remove", protect: false });
    expect(
      staging.resources.filter(({ retained, type }) => retained && !/apigateway|Role/.test(type)),
    ).toEqual([]);
    expect(ofType(staging, "aws:secretsmanager/secret:Secret")[0]?.inputs["recoveryWindowInDays"]).toBe(0);
  });

  it("makes functions of Node 24 on arm64 that write JSON, and tells each where the others are", () => {
    for (const { inputs } of functionsOf(production, "production").values())
      expect(inputs).toMatchObject({
        runtime: "nodejs24.x",
        architectures: ["arm64"],
        loggingConfig: { logFormat: "JSON" },
        environment: { variables: { LATCHKEY_TABLE: expect.stringMatching(/^latchkey-production-Table/) } },
      });
  });

  it("says loudly that no mail is sent while the sender is not verified", () => {
    expect(production.outputs["mail"]).toMatch(/^NO MAIL IS SENT: latchkey@example\.com is not verified/);
  });

  it("hands its operations over as one CloudFormation stack", () => {
    const { inputs } = named(staging, "aws:cloudformation/stack:Stack", "Operations");
    expect(inputs).toMatchObject({
      name: "latchkey-staging-operations",
      parameters: { DeadLetters: expect.stringMatching(/^latchkey-staging-DeadLetters/) },
    });
    expect(JSON.parse(String(inputs["templateBody"]))).toHaveProperty("Resources");
  });

  it("tells the command for root's key, and no key", () => {
    expect(staging.outputs["rootKey"]).toBe(
      `aws lambda invoke --region eu-central-1 --function-name latchkey-staging-root --cli-binary-format raw-in-base64-out --payload '{"do":"rotate-root-key"}' /dev/stdout`,
    );
    expect(Object.keys(staging.outputs).sort()).toEqual([
      "_protect",
      "control",
      "gateway",
      "mail",
      "portal",
      "rootKey",
    ]);
  });
});

const TIMING = {
  LATCHKEY_REMINDER_HOURS: "12,48",
  LATCHKEY_ESCALATION_DAYS: "3",
  LATCHKEY_LAPSE_DAYS: "10",
  LATCHKEY_ANNOUNCE_DAYS: "14,2",
};

const NAMES = {
  LATCHKEY_RESERVED_SLUGS: "payments,support",
  LATCHKEY_PUBLICATION: "reviewed",
  LATCHKEY_TEAMS_PER_PERSON: "5",
  LATCHKEY_SERVICES_PER_TEAM: "7",
  LATCHKEY_CONSUMERS_PER_TEAM: "9",
};

const MAILS = { LATCHKEY_MAILS_PER_PERSON: "20", LATCHKEY_MAILS_PER_TEAM: "50" };

describe.skipIf(missing !== "")(`a stage with everything set${missing}`, () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await evaluateStage("staging", {
      LATCHKEY_REGION: "us-west-2",
      LATCHKEY_DOMAIN: "latchkey.example.com",
      LATCHKEY_SENDER: "example.com",
      LATCHKEY_ADMINS: "a@example.com,b@example.com",
      LATCHKEY_REVOCATION_SECONDS: "2",
      ...TIMING,
      LATCHKEY_SERVICES: '{"abcdef1234/$default":"weather","bcdefg2345":{"team":"forecasters"}}',
      ...NAMES,
      ...MAILS,
      LATCHKEY_PRIVATE_UPSTREAMS: "true",
      LATCHKEY_LOG_RETENTION: "1 week",
      LATCHKEY_PROTECTED: "true",
    });
  });

  const environmentOf = (name: string) =>
    Object(functionsOf(graph, "staging").get(name)?.inputs["environment"]).variables;

  it("is deployed there, protected, with its domain in front of both planes and of the portal", () => {
    expect(graph.app).toMatchObject({ providers: { aws: { region: "us-west-2" } }, protect: true });
    const domains = ofType(graph, "aws:apigateway/domainName:DomainName");
    expect(domains.map(({ inputs }) => inputs["domainName"]).sort()).toEqual([
      "api.latchkey.example.com",
      "gateway.latchkey.example.com",
    ]);
    expect(domains.map(({ inputs }) => inputs["securityPolicy"])).toEqual(["TLS_1_2", "TLS_1_2"]);
    expect(ofType(graph, "aws:apigateway/basePathMapping:BasePathMapping")).toHaveLength(2);
    expect(graph.outputs).toMatchObject({
      control: "https://api.latchkey.example.com",
      gateway: "https://gateway.latchkey.example.com",
      portal: "https://portal.latchkey.example.com",
    });
  });

  it("has a certificate for each address, proved by DNS, the portal's where CloudFront looks for it", () => {
    const certificates = ofType(graph, "aws:acm/certificate:Certificate");
    expect(
      certificates.map(({ inputs, region }) => [inputs["domainName"], inputs["validationMethod"], region]),
    ).toEqual([
      ["api.latchkey.example.com", "DNS", "us-west-2"],
      ["gateway.latchkey.example.com", "DNS", "us-west-2"],
      ["portal.latchkey.example.com", "DNS", "us-east-1"],
    ]);
    const validated = ofType(graph, "aws:acm/certificateValidation:CertificateValidation");
    expect(validated.map(({ inputs }) => String(inputs["certificateArn"]).replace(/^.*:/, ""))).toEqual(
      certificates.map(({ name }) => name),
    );
  });

  it("has records that lead each name to its own", () => {
    const records = ofType(graph, "aws:route53/record:Record").filter(({ inputs }) => inputs["aliases"]);
    const leads = records.map(
      ({ inputs: { name, type, aliases } }) => `${name} ${type} ${Object(aliases)[0].name}`,
    );
    const own = (host: string, to: string) =>
      ["A", "AAAA"].map((type) => `${host}.latchkey.example.com ${type} ${to}`);
    expect(leads.sort()).toEqual([
      ...own("api", "controldomainname.execute-api.us-west-2.amazonaws.com"),
      ...own("gateway", "gatewaydomainname.execute-api.us-west-2.amazonaws.com"),
      ...own("portal", "portalcdndistribution.cloudfront.net"),
    ]);
  });

  it("cannot be reached around its domain", () => {
    for (const plane of ["Control", "Gateway"])
      expect(
        named(graph, "aws:apigateway/restApi:RestApi", `${plane}Api`).inputs["disableExecuteApiEndpoint"],
      ).toBe(true);
  });

  it("tells the functions what was set", () => {
    expect(environmentOf("authorizer")).toMatchObject({
      LATCHKEY_ADMINS: "a@example.com,b@example.com",
      LATCHKEY_OIDC_ISSUER: "https://login.example.com",
      LATCHKEY_OIDC_CLIENT_ID: "latchkey",
      LATCHKEY_REVOCATION_SECONDS: "2",
      LATCHKEY_SERVICES: '{"abcdef1234/$default":"weather","bcdefg2345":{"team":"forecasters"}}',
      LATCHKEY_CONTROL_API: "ControlApi-id",
      LATCHKEY_GATEWAY_API: "GatewayApi-id",
    });
    expect(environmentOf("gateway")).toMatchObject({ LATCHKEY_PRIVATE_UPSTREAMS: "true" });
    expect(environmentOf("notify")).toMatchObject({
      LATCHKEY_ADMINS: "a@example.com,b@example.com",
      LATCHKEY_SENDER: "latchkey@example.com",
      LATCHKEY_CONTROL_URL: "https://api.latchkey.example.com",
      LATCHKEY_PORTAL_URL: "https://portal.latchkey.example.com",
    });
    expect(environmentOf("consumers")).toMatchObject({
      LATCHKEY_PORTAL_URL: "https://portal.latchkey.example.com",
    });
  });

  it("tells every function when people are reminded: each that changes the table writes when to look again", () => {
    const functions = [...functionsOf(graph, "staging").keys()];
    expect(functions).toEqual(
      expect.arrayContaining(["schedule", "notify", "subscriptions", "approvals", "root"]),
    );
    for (const name of functions) expect(environmentOf(name), name).toMatchObject(TIMING);
    expect(Settings.parse(environmentOf("schedule"))).toMatchObject({
      LATCHKEY_REMINDER_HOURS: [12, 48],
      LATCHKEY_ESCALATION_DAYS: 3,
      LATCHKEY_LAPSE_DAYS: 10,
      LATCHKEY_ANNOUNCE_DAYS: [14, 2],
    });
  });

  it("tells those that are named addresses by teams where the stage itself answers", () => {
    for (const name of [
      "gateway",
      "authorizer",
      "services",
      "credentials",
      "webhooks",
      "verify",
      "deliver",
      "redeliver",
    ]) {
      const own = String(environmentOf(name)["LATCHKEY_OWN_HOSTS"]).split(",");
      expect(own, name).toEqual([
        "api.latchkey.example.com",
        "gateway.latchkey.example.com",
        "portal.latchkey.example.com",
        expect.stringMatching(/./),
        "login.example.com",
        ...own.slice(5, -2),
        "api:ControlApi-id",
        "api:GatewayApi-id",
      ]);
    }
  });

  it("tells those that name things what may be named", () => {
    for (const name of ["teams", "services", "catalog", "consumers", "subscriptions", "approvals"])
      expect(environmentOf(name), name).toMatchObject(NAMES);
  });

  it("tells those that cause and send mails how many there may be", () => {
    for (const name of ["teams", "services", "subscriptions", "approvals", "notify"])
      expect(environmentOf(name), name).toMatchObject(MAILS);
  });

  it("keeps its logs for as long as was set", () => {
    const logs = ofType(graph, "aws:cloudwatch/logGroup:LogGroup");
    expect(new Set(logs.map(({ inputs }) => inputs["retentionInDays"]))).toEqual(new Set([7]));
  });
});

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
    ["LATCHKEY_PRIVATE_UPSTREAMS", "yes", "privateUpstreams is wrong"],
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
    });
    const unset = Settings.parse({ LATCHKEY_TABLE: "t" });
    expect(read).toEqual(unset);
    expect([read.LATCHKEY_RESERVED_SLUGS, read.LATCHKEY_PUBLICATION]).toEqual([reservedSlugs, publication]);
  });

  it("are told where to set what is missing", () => {
    expect(() => stageSettings("staging", { every: { region: "eu-central-1" } }, {})).toThrow(
      'The settings of the stage "staging" do not work. sender is missing. Set it in infra/stages.ts, or as LATCHKEY_SENDER.',
    );
  });

  it("never open the network of production to providers", () => {
    expect(complaint("production", { LATCHKEY_PRIVATE_UPSTREAMS: "true" })).toContain("not in production");
    expect(complaint("staging", { LATCHKEY_PRIVATE_UPSTREAMS: "true" })).toBe("none");
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
