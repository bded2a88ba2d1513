import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { requestTimeouts } from "../request-timeouts.ts";
import type { SecretCalls } from "./secret-calls.ts";

/** The SDK's client, which reads a secret by a method too. */
export class SecretsClient extends SecretsManagerClient implements SecretCalls {
  getSecretValue: SecretCalls["getSecretValue"] = (input) => this.send(new GetSecretValueCommand(input));
}

/** The secrets of key rings: each is named `<prefix><ring>`. */
export interface RingSecrets {
  prefix: string;
  client?: SecretsManagerClient;
}

/** Secrets Manager as it is deployed; region and endpoint (`AWS_ENDPOINT_URL_SECRETS_MANAGER`) from the environment. */
export const createSecretsClient = (): SecretsClient =>
  new SecretsClient({
    maxAttempts: 3,
    requestHandler: requestTimeouts(process.env["AWS_ENDPOINT_URL_SECRETS_MANAGER"], 500, 2000),
  });
