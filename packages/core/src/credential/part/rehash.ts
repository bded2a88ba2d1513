/** What is stored of a secret that was just proven, and what takes its place. */
export interface Rehash {
  consumerId: string;
  credentialId: string;
  /** Its place among the credential's secrets. */
  at: number;
  /** Fields of the secret. */
  from: Readonly<Record<string, string>>;
  to: Readonly<Record<string, string>>;
  /** An imported key is found by its hash too. */
  pointer?: string;
}
