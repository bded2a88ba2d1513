import { callSettings } from "./call-settings.ts";

/** What the function's role signs with. */
export interface RoleCredentials {
  accessKey: string;
  secretKey: string;
  /** Of temporary credentials, as a Lambda's are. */
  sessionToken?: string | undefined;
}

/** Lambda renews an instance before the credentials in its environment expire. */
export const roleCredentials = (): RoleCredentials | undefined => {
  const { LATCHKEY_ROLE_CREDENTIALS: given } = callSettings();
  if (given !== undefined) return given ?? undefined;
  const { AWS_ACCESS_KEY_ID: accessKey, AWS_SECRET_ACCESS_KEY: secretKey, AWS_SESSION_TOKEN } = process.env;
  return accessKey && secretKey ? { accessKey, secretKey, sessionToken: AWS_SESSION_TOKEN } : undefined;
};
