import { createHash } from "node:crypto";
import { leavesUserPool } from "./last-deploy.ts";
import { prefix, settings } from "./stage.ts";

/**
 * Where people sign in when the stage names no issuer of its own. Its people are worth as much as the table, so it is
 * kept with it.
 */
const createUserPool = () =>
  new aws.cognito.UserPool(
    "People",
    {
      name: prefix,
      // The plan that has Cognito's own pages for signing in (10,000 people a month are free).
      userPoolTier: "ESSENTIALS",
      usernameAttributes: ["email"],
      usernameConfiguration: { caseSensitive: false },
      autoVerifiedAttributes: ["email"],
      // A new address counts only when it is proved: until then the former one stays.
      userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdates: ["email"] },
      accountRecoverySetting: { recoveryMechanisms: [{ name: "verified_email", priority: 1 }] },
      adminCreateUserConfig: { allowAdminCreateUserOnly: !settings.selfSignUp },
      passwordPolicy: {
        minimumLength: 14,
        requireLowercase: true,
        requireUppercase: true,
        requireNumbers: true,
        requireSymbols: false,
        passwordHistorySize: 5,
        temporaryPasswordValidityDays: 3,
      },
      mfaConfiguration: settings.mfa === "required" ? "ON" : "OPTIONAL",
      softwareTokenMfaConfiguration: { enabled: true },
      deletionProtection: settings.protected ? "ACTIVE" : "INACTIVE",
    },
    { retainOnDelete: settings.protected },
  );

/** None where the stage names an issuer. */
export const userPool = settings.issuer === undefined ? createUserPool() : undefined;

// A user pool that is no longer used is kept for a deploy, so that its guard is taken off, and is then forgotten by Pulumi.
export const abandonedUserPool = leavesUserPool ? createUserPool() : undefined;

/** What tokens name as their issuer. */
export const issuer =
  userPool === undefined
    ? $output(settings.issuer ?? "")
    : $interpolate`https://cognito-idp.${settings.region}.amazonaws.com/${userPool.id}`;

/**
 * No two in a region may have the same, and none may hold a word of AWS's, which a stage's name could: so it is drawn
 * from what a stage is.
 */
const domainPrefix = aws.getCallerIdentityOutput().accountId.apply((account) => {
  const stage = [account, settings.region, $app.name, $app.stage].join("/");
  return `latchkey-${createHash("sha256").update(stage).digest("hex").slice(0, 16)}`;
});

/** What the portal has to reach beside the issuer: Cognito's pages and tokens are not where its name points to. */
export const issuerOrigins: $util.Output<string[]> =
  userPool === undefined
    ? $output(settings.issuerOrigins)
    : $resolve([domainPrefix]).apply(([domain]) => [
        `https://${domain}.auth.${settings.region}.amazoncognito.com`,
      ]);

if (userPool !== undefined)
  new aws.cognito.UserPoolDomain("PeopleDomain", {
    userPoolId: userPool.id,
    domain: domainPrefix,
    managedLoginVersion: 2,
  });
