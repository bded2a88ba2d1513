import { z } from "zod";
import { readFileIfPresent } from "../files/read-file-if-present.ts";
import { replaceFile } from "../files/replace-file.ts";

/** One version of a secret. `stages` are its labels: AWSCURRENT on one version, AWSPREVIOUS on at most one. */
export const SecretVersion = z.object({
  id: z.string(),
  text: z.string(),
  stages: z.array(z.string()),
  createdAt: z.number(),
});
export type SecretVersion = z.infer<typeof SecretVersion>;

export const Secret = z.object({
  arn: z.string(),
  name: z.string(),
  description: z.string().optional(),
  createdAt: z.number(),
  versions: z.array(SecretVersion),
});
export type Secret = z.infer<typeof Secret>;

const Content = z.object({ secrets: z.array(Secret) });

export type SecretFile = {
  find(nameOrArn: string): Secret | undefined;
  /**
   * Stores what `change` makes of the secret, and gives it. Changes take effect one after the other, each on
   * what the one before left; what was given survives a crash, and one that throws changes nothing.
   */
  update(nameOrArn: string, change: (before: Secret | undefined) => Secret): Promise<Secret>;
};

/**
 * All secrets of one machine, in one file of mode 0600.
 * @throws Error when the file cannot be understood: an empty start would make new keys over the old ones.
 */
export const openSecretFile = async (path: string): Promise<SecretFile> => {
  const text = await readFileIfPresent(path);
  let secrets = new Map((text === undefined ? [] : parse(path, text)).map((secret) => [secret.name, secret]));
  let last: Promise<unknown> = Promise.resolve();
  const find = (nameOrArn: string) =>
    secrets.get(nameOrArn) ?? [...secrets.values()].find(({ arn }) => arn === nameOrArn);
  const write = async (nameOrArn: string, change: (before: Secret | undefined) => Secret) => {
    const before = find(nameOrArn);
    const secret = change(before);
    if (secret === before) return secret;
    const changed = new Map(secrets).set(secret.name, secret);
    await replaceFile(path, JSON.stringify({ secrets: [...changed.values()] }));
    secrets = changed;
    return secret;
  };
  return {
    find,
    update(nameOrArn, change) {
      const done = last.then(() => write(nameOrArn, change));
      // The caller gets the error; the next change must not.
      last = done.catch(() => undefined);
      return done;
    },
  };
};

const parse = (path: string, text: string): Secret[] => {
  try {
    return Content.parse(JSON.parse(text)).secrets;
  } catch (cause) {
    throw new Error(
      `The secrets in ${path} cannot be read. Restore the file, or start with a new data folder.`,
      {
        cause,
      },
    );
  }
};
