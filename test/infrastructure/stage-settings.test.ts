import { Settings } from "@latchkey/functions/composition/settings";
import { describe, expect, it } from "vitest";
import { BRAND, graphOfEverything, MAILS, NAMES, TIMING } from "./everything-set.fixture.ts";
import { functionsOf, named, ofType } from "./graph/evaluate-stage.ts";
import { installPlatform } from "./platform/install-platform.ts";

const platform = await installPlatform();

const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

describe.skipIf(missing !== "")(`a stage with everything set${missing}`, () => {
  const { graph, environmentOf } = graphOfEverything();

  it("is deployed there, protected, with its domain in front of both planes and of the portal", () => {
    expect(graph().app).toMatchObject({ providers: { aws: { region: "us-west-2" } }, protect: true });
    const domains = ofType(graph(), "aws:apigateway/domainName:DomainName");
    expect(domains.map(({ inputs }) => inputs["domainName"]).sort()).toEqual([
      "api.latchkey.example.com",
      "gateway.latchkey.example.com",
    ]);
    expect(domains.map(({ inputs }) => inputs["securityPolicy"])).toEqual(["TLS_1_2", "TLS_1_2"]);
    expect(ofType(graph(), "aws:apigateway/basePathMapping:BasePathMapping")).toHaveLength(2);
    expect(graph().outputs).toMatchObject({
      control: "https://api.latchkey.example.com",
      gateway: "https://gateway.latchkey.example.com",
      portal: "https://portal.latchkey.example.com",
    });
  });

  it("has a certificate for each address, proved by DNS, the portal's where CloudFront looks for it", () => {
    const certificates = ofType(graph(), "aws:acm/certificate:Certificate");
    expect(
      certificates.map(({ inputs, region }) => [inputs["domainName"], inputs["validationMethod"], region]),
    ).toEqual([
      ["api.latchkey.example.com", "DNS", "us-west-2"],
      ["gateway.latchkey.example.com", "DNS", "us-west-2"],
      ["portal.latchkey.example.com", "DNS", "us-east-1"],
    ]);
    const validated = ofType(graph(), "aws:acm/certificateValidation:CertificateValidation");
    expect(validated.map(({ inputs }) => String(inputs["certificateArn"]).replace(/^.*:/, ""))).toEqual(
      certificates.map(({ name }) => name),
    );
  });

  it("has records that lead each name to its own", () => {
    const records = ofType(graph(), "aws:route53/record:Record").filter(({ inputs }) => inputs["aliases"]);
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
        named(graph(), "aws:apigateway/restApi:RestApi", `${plane}Api`).inputs["disableExecuteApiEndpoint"],
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
    expect(environmentOf("notify")).toMatchObject({
      LATCHKEY_ADMINS: "a@example.com,b@example.com",
      LATCHKEY_SENDER: "latchkey@example.com",
      LATCHKEY_CONTROL_URL: "https://api.latchkey.example.com",
      LATCHKEY_PORTAL_URL: "https://portal.latchkey.example.com",
    });
    expect(environmentOf("consumers")).toMatchObject({
      LATCHKEY_PORTAL_URL: "https://portal.latchkey.example.com",
    });
    for (const name of ["notify", "digest", "approvals", "invitations"])
      expect(environmentOf(name), name).toMatchObject(BRAND);
    expect(environmentOf("catalog")).toMatchObject({ LATCHKEY_PUBLIC_CATALOG: "true" });
  });

  it("tells every function when people are reminded: each that changes the table writes when to look again", () => {
    const functions = [...functionsOf(graph(), "staging").keys()];
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
    const logs = ofType(graph(), "aws:cloudwatch/logGroup:LogGroup");
    expect(new Set(logs.map(({ inputs }) => inputs["retentionInDays"]))).toEqual(new Set([7]));
  });
});
