import * as z from "zod/mini";

/** GitHub's public keys of secret scanning, as https://api.github.com/meta/public_keys/secret_scanning answers them. */
export const GithubPublicKeys = z.object({
  public_keys: z
    .array(
      z.object({
        key_identifier: z.string().check(z.minLength(1), z.maxLength(128)),
        key: z.string().check(z.maxLength(1024)),
      }),
    )
    .check(z.maxLength(8)),
});
export type GithubPublicKeys = z.infer<typeof GithubPublicKeys>;
