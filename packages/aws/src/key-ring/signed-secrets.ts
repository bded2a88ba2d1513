import { createSignedService, type SignedOptions, type SignedService } from "../signed/signed-service.ts";
import type { SecretCalls } from "./secret-calls.ts";

const PROTOCOL = {
  name: { host: "secretsmanager", scope: "secretsmanager", variable: "SECRETS_MANAGER" },
  contentType: "application/x-amz-json-1.1",
  target: "secretsmanager",
  /** A secret is 64 KiB at most, and JSON may escape each character of it by six. */
  mostBytes: 512 * 1024,
};

/** Secrets Manager without the SDK: reads secrets. */
export const signedSecrets = (options: SignedOptions = {}): SecretCalls => {
  let call: SignedService | undefined;
  return {
    getSecretValue: async (input) => {
      call ??= createSignedService(PROTOCOL, options);
      return call("GetSecretValue", input);
    },
  };
};
