/** What the key rings are read with, of the SDK's client or of the one that is signed here. */
export interface SecretCalls {
  getSecretValue(input: { SecretId: string }): Promise<{ SecretString?: string | undefined }>;
}
