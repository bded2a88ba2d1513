import { issuer, userPool } from "./issuer.ts";
import { portalUrl } from "./portal.ts";
import { prefix, settings } from "./stage.ts";

interface PublicClient {
  resource: string;
  name: string;
  callbackUrls: $util.Input<string>[];
  logoutUrls?: $util.Input<string>[];
}

/** A program as Cognito knows it: it keeps no secret, so it proves itself by PKCE and by where it is sent back to. */
const createClient = (
  userPoolId: $util.Input<string>,
  { resource, name, callbackUrls, logoutUrls }: PublicClient,
) => {
  const client = new aws.cognito.UserPoolClient(resource, {
    name: `${prefix}-${name}`,
    userPoolId,
    generateSecret: false,
    allowedOauthFlowsUserPoolClient: true,
    allowedOauthFlows: ["code"],
    allowedOauthScopes: ["openid", "email", "profile"],
    supportedIdentityProviders: ["COGNITO"],
    callbackUrls,
    ...(logoutUrls ? { logoutUrls } : {}),
    // Signing in goes by Cognito's pages only. Without a list Cognito would take passwords over its API too.
    explicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
    preventUserExistenceErrors: "ENABLED",
    enableTokenRevocation: true,
    // A disabled person loses access within this time; everyone signs in again after a working day.
    idTokenValidity: 15,
    accessTokenValidity: 15,
    refreshTokenValidity: 12,
    tokenValidityUnits: { idToken: "minutes", accessToken: "minutes", refreshToken: "hours" },
    readAttributes: ["email", "email_verified", "name"],
    writeAttributes: ["email", "name"],
  });
  // Pages of the second version are shown only where a client has a look, and this is Cognito's own.
  new aws.cognito.ManagedLoginBranding(`${resource}Look`, {
    userPoolId,
    clientId: client.id,
    useCognitoProvidedValues: true,
  });
  return client.id;
};

export const clientId =
  userPool === undefined
    ? $output(settings.clientId ?? "")
    : createClient(userPool.id, {
        resource: "Portal",
        name: "portal",
        callbackUrls: [$interpolate`${portalUrl}/signed-in`],
        logoutUrls: [$interpolate`${portalUrl}/`],
      });

/** The command line listens at one of these (RFC 8252, section 7.3). Cognito takes plain http for `localhost` alone. */
const LOOPBACK = [8765, 8766, 8767].map((port) => `http://localhost:${port}/callback`);

export const cliClientId =
  userPool === undefined
    ? $output(settings.cliClientId ?? "latchkey-cli")
    : createClient(userPool.id, { resource: "CommandLine", name: "cli", callbackUrls: LOOPBACK });

/** Who people are, and who of them may do everything. */
export const people = {
  LATCHKEY_OIDC_ISSUER: issuer,
  LATCHKEY_OIDC_CLIENT_ID: clientId,
  LATCHKEY_OIDC_CLI_CLIENT_ID: cliClientId,
  LATCHKEY_ADMINS: settings.admins.join(","),
};

/** The administrator who adds a person vouches for the address: only a verified address is accepted. */
export const addPersonCommand =
  userPool &&
  $interpolate`aws cognito-idp admin-create-user --region ${settings.region} --user-pool-id ${userPool.id} --desired-delivery-mediums EMAIL --username ADDRESS --user-attributes Name=email,Value=ADDRESS Name=email_verified,Value=true`;
