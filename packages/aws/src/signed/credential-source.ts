import { createContainerCredentials } from "./container-credentials.ts";
import type { CredentialSource, Credentials } from "./credentials.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Those of the function's role that Lambda has put into the environment of this instance. */
const inEnvironment = (environment: Environment): Credentials | undefined => {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = environment;
  return accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey, sessionToken } : undefined;
};

/**
 * Credentials of the environment, else of the endpoint that a container names. No profile's file is read: what runs with one
 * uses the SDK.
 */
export const credentialsOf = (environment: Environment = process.env): CredentialSource => {
  let container: CredentialSource | undefined;
  return () => {
    const known = inEnvironment(environment);
    if (known) return known;
    container ??= createContainerCredentials(environment);
    return container();
  };
};
