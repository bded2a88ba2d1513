import type { Credential } from "./credential.ts";

/** What may be told of a credential: everything but its secrets. */
export const credentialView = (credential: Credential): Record<string, unknown> => {
  const { secrets: _secrets, key, ...rest } = { secrets: undefined, key: undefined, ...credential };
  return { ...rest, ...(key ? { key: { ...key, secrets: undefined } } : {}) };
};
