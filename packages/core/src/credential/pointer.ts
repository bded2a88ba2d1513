/** Where an imported API key is found: by its HMAC, so the name tells nothing to who reads the table. */
export const apiKeyPointer = (hashed: { hash: string; pepper: string }): string =>
  `api-key#${hashed.pepper}#${hashed.hash}`;
