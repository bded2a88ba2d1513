export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
}

/** @throws CredentialsMissing */
export type CredentialSource = () => Credentials | Promise<Credentials>;

/** Named as the SDK names it; `unavailable.ts` knows it as an outage. It tells nothing of what was there. */
export class CredentialsMissing extends Error {
  override readonly name = "CredentialsProviderError";
}
