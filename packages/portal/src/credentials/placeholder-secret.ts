import type { Credential } from "../api/resources.ts";

/** What stands for a secret that cannot be shown again: to be replaced before the command is run. */
export const placeholderSecret = (credential: Credential): Record<string, string> => {
  switch (credential.type) {
    case "api-key":
      return { apiKey: "YOUR_API_KEY" };
    case "basic":
      return { username: credential.username, password: "YOUR_PASSWORD" };
    case "jwt":
      return credential.publicKey === undefined && credential.jwksUri === undefined
        ? { secret: "YOUR_SECRET" }
        : {};
    case "aksk":
      return { accessKey: credential.accessKey, secretKey: "YOUR_SECRET_KEY" };
    case "oauth2":
      return {
        clientId: credential.clientId,
        ...(credential.publicKey === undefined && credential.jwksUri === undefined
          ? { clientSecret: "YOUR_CLIENT_SECRET" }
          : {}),
      };
  }
};
