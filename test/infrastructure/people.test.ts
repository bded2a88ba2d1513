import { beforeAll, describe, expect, it } from "vitest";
import { evaluateStage, functionsOf, named, ofType } from "./graph/evaluate-stage.ts";
import type { Graph } from "./graph/graph.ts";
import { madeBefore } from "./graph/made-before.ts";
import { installPlatform } from "./platform/install-platform.ts";

const platform = await installPlatform();
const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

const NO_ISSUER = { LATCHKEY_OIDC_ISSUER: "", LATCHKEY_OIDC_CLIENT_ID: "" };
const PORTAL = "https://portalcdndistribution.cloudfront.net";

const poolOf = (graph: Graph) => named(graph, "aws:cognito/userPool:UserPool", "People");
const clientOf = (graph: Graph) => named(graph, "aws:cognito/userPoolClient:UserPoolClient", "Portal").inputs;
const domainOf = (graph: Graph) => {
  const { domain } = named(graph, "aws:cognito/userPoolDomain:UserPoolDomain", "PeopleDomain").inputs;
  return String(domain);
};
const configOf = (graph: Graph) =>
  JSON.parse(String(named(graph, "aws:s3/bucketObjectv2:BucketObjectv2", "PortalConfig").inputs["content"]));

describe.skipIf(missing !== "")(`a stage that names no issuer${missing}`, () => {
  let production: Graph;
  let staging: Graph;
  beforeAll(async () => {
    production = await evaluateStage("production", NO_ISSUER);
    staging = await evaluateStage("staging", {
      ...NO_ISSUER,
      LATCHKEY_SELF_SIGN_UP: "true",
      LATCHKEY_MFA: "required",
      LATCHKEY_DOMAIN: "latchkey.example.com",
    });
  });

  it("lets no person create an account by themselves, unless that was set", () => {
    const mayOnly = (graph: Graph) => poolOf(graph).inputs["adminCreateUserConfig"];
    expect(mayOnly(production)).toEqual({ allowAdminCreateUserOnly: true });
    expect(mayOnly(staging)).toEqual({ allowAdminCreateUserOnly: false });
  });

  it("knows people by an address that is proved, however it is written, and keeps the former until a new one is", () => {
    expect(poolOf(production).inputs).toMatchObject({
      usernameAttributes: ["email"],
      usernameConfiguration: { caseSensitive: false },
      autoVerifiedAttributes: ["email"],
      userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdates: ["email"] },
      accountRecoverySetting: { recoveryMechanisms: [{ name: "verified_email", priority: 1 }] },
    });
  });

  it("asks for long passwords, and for a code of an authenticator when that was set; never by SMS", () => {
    expect(Object(poolOf(production).inputs["passwordPolicy"]).minimumLength).toBeGreaterThanOrEqual(12);
    expect(poolOf(production).inputs).toMatchObject({
      mfaConfiguration: "OPTIONAL",
      softwareTokenMfaConfiguration: { enabled: true },
    });
    expect(poolOf(staging).inputs["mfaConfiguration"]).toBe("ON");
    expect(poolOf(production).inputs).not.toHaveProperty("smsConfiguration");
  });

  it("keeps its people with its table", () => {
    expect(poolOf(production).inputs["deletionProtection"]).toBe("ACTIVE");
    expect(poolOf(production).retained).toBe(true);
    expect(poolOf(staging).inputs["deletionProtection"]).toBe("INACTIVE");
    expect(poolOf(staging).retained).toBe(false);
  });

  it("signs the portal in by a code and nothing else, without a secret and without passwords over the API", () => {
    expect(clientOf(production)).toMatchObject({
      generateSecret: false,
      allowedOauthFlows: ["code"],
      allowedOauthScopes: ["openid", "email", "profile"],
      explicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
      supportedIdentityProviders: ["COGNITO"],
      preventUserExistenceErrors: "ENABLED",
    });
  });

  it("gives tokens for minutes, that can be revoked, and asks for the password after a day at most", () => {
    const { idTokenValidity, accessTokenValidity, refreshTokenValidity, ...client } = clientOf(production);
    expect(client).toMatchObject({
      enableTokenRevocation: true,
      tokenValidityUnits: { idToken: "minutes", accessToken: "minutes", refreshToken: "hours" },
    });
    expect(Number(idTokenValidity)).toBeLessThanOrEqual(60);
    expect(Number(accessTokenValidity)).toBeLessThanOrEqual(60);
    expect(Number(refreshTokenValidity)).toBeLessThanOrEqual(24);
  });

  it("sends people back to the portal and nowhere else", () => {
    expect([clientOf(production)["callbackUrls"], clientOf(production)["logoutUrls"]]).toEqual([
      [`${PORTAL}/signed-in`],
      [`${PORTAL}/`],
    ]);
    expect(clientOf(staging)["callbackUrls"]).toEqual(["https://portal.latchkey.example.com/signed-in"]);
    // The client gets the portal's address, and the portal gets the client's id in a file, not in its bundle.
    const distribution = "aws:cloudfront/distribution:Distribution PortalCdnDistribution";
    expect(madeBefore(production, "aws:cognito/userPoolClient:UserPoolClient Portal")).toContain(
      distribution,
    );
    expect(madeBefore(production, distribution).filter((key) => key.includes("UserPoolClient"))).toEqual([]);
  });

  it("has pages for signing in, at an address that no other stage has", () => {
    const { managedLoginVersion } = named(
      production,
      "aws:cognito/userPoolDomain:UserPoolDomain",
      "PeopleDomain",
    ).inputs;
    expect(managedLoginVersion).toBe(2);
    // Of the portal and of the command line.
    expect(ofType(production, "aws:cognito/managedLoginBranding:ManagedLoginBranding")).toHaveLength(2);
    expect(domainOf(production)).not.toBe(domainOf(staging));
    for (const graph of [production, staging]) {
      expect(domainOf(graph)).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/);
      expect(domainOf(graph)).not.toMatch(/aws|amazon|cognito/);
    }
  });

  it("lets the portal reach both what the issuer's name says and where its tokens come from", () => {
    const policy = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy";
    const sources = JSON.stringify(named(production, policy, "PortalHeaders").inputs);
    expect(sources).toContain(
      `https://cognito-idp.eu-central-1.amazonaws.com https://${domainOf(production)}.auth.eu-central-1.amazoncognito.com;`,
    );
  });

  it("tells the portal and the functions whose tokens to trust, and for whom they have to be", () => {
    const issuer = "https://cognito-idp.eu-central-1.amazonaws.com/People-id";
    expect(configOf(production)).toMatchObject({
      issuer,
      clientId: "Portal-id",
      cliClientId: "CommandLine-id",
    });
    for (const name of ["authorizer", "consumers", "teams"])
      expect(
        Object(functionsOf(production, "production").get(name)?.inputs["environment"]).variables,
      ).toMatchObject({
        LATCHKEY_OIDC_ISSUER: issuer,
        LATCHKEY_OIDC_CLIENT_ID: "Portal-id",
        LATCHKEY_OIDC_CLI_CLIENT_ID: "CommandLine-id",
        LATCHKEY_ADMINS: "admin@example.com",
      });
  });

  it("tells the command that adds a person, whose address counts as proved", () => {
    expect(production.outputs["addPerson"]).toBe(
      "aws cognito-idp admin-create-user --region eu-central-1 --user-pool-id People-id --desired-delivery-mediums EMAIL --username ADDRESS --user-attributes Name=email,Value=ADDRESS Name=email_verified,Value=true",
    );
  });
});

describe.skipIf(missing !== "")(`a stage that names its issuer${missing}`, () => {
  it("has no user pool, and trusts that issuer only", async () => {
    const graph = await evaluateStage("staging");
    expect(graph.resources.filter(({ type }) => type.startsWith("aws:cognito/"))).toEqual([]);
    expect(configOf(graph)).toMatchObject({
      issuer: "https://login.example.com",
      clientId: "latchkey",
      cliClientId: "latchkey-cli",
    });
    expect(graph.outputs).not.toHaveProperty("addPerson");
  });
});
