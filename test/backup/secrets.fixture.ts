import { randomUUID } from "node:crypto";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { NOW } from "@latchkey/core/testing/records";
import { startSecretsEndpoint } from "@latchkey/local/secrets/secrets-endpoint";

const credentials = { accessKeyId: "test", secretAccessKey: "test" };

/** An endpoint of secrets over a file, and a client of it. */
export const startSecrets = async (path: string) => {
  const endpoint = await startSecretsEndpoint({
    path,
    accessKeyId: credentials.accessKeyId,
    now: () => NOW,
    newId: randomUUID,
    onError: () => {},
  });
  const config = { endpoint: endpoint.url, region: "us-east-1", credentials, maxAttempts: 1 };
  return { endpoint, secrets: new SecretsManagerClient(config) };
};
