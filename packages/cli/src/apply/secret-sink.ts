import { constants } from "node:fs";
import { type FileHandle, open, rm } from "node:fs/promises";
import { WrongUse } from "../command-line/exit-code.ts";
import type { Terminal } from "../command-line/terminal.ts";
import type { SecretOwner } from "./step.ts";

/** A new secret, and whose it is. */
export type IssuedSecret = SecretOwner & { readonly secret: Readonly<Record<string, string>> };

export type HandOver = (issued: IssuedSecret) => Promise<void>;

/** Where new secrets go. Each is there before the next credential of its consumer is made. */
export interface SecretSink extends AsyncDisposable {
  readonly handOver: HandOver;
}

const PRIVATE = 0o600;

/**
 * A file that only its owner may read: a line of JSON for each secret, behind those that are there. It is made if it is
 * missing, and goes again if nothing was written.
 * @throws WrongUse for a file of another mode or owner, a link, or a place where none can be written
 */
export const secretFile = async (path: string): Promise<SecretSink> => {
  const { file, isNew } = await openPrivate(path);
  let written = 0;
  return {
    handOver: async (issued) => {
      written += 1;
      await file.appendFile(`${JSON.stringify(issued)}\n`);
      await file.datasync();
    },
    [Symbol.asyncDispose]: async () => {
      await file.close();
      if (isNew && written === 0) await rm(path, { force: true });
    },
  };
};

const { O_APPEND, O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_WRONLY } = constants;

/** Opens a file of mode 600 of the caller to append, or makes it. @throws WrongUse */
export const openPrivate = async (path: string): Promise<{ file: FileHandle; isNew: boolean }> => {
  try {
    const made = await open(path, O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW, PRIVATE);
    return { file: made, isNew: true };
  } catch (error) {
    if (codeOf(error) !== "EEXIST")
      throw new WrongUse(`--secrets-to: ${path} cannot be written (${codeOf(error)}).`);
  }
  const file = await open(path, O_WRONLY | O_APPEND | O_NOFOLLOW | O_NONBLOCK).catch((error: unknown) => {
    throw new WrongUse(`--secrets-to: ${path} cannot be written (${codeOf(error)}).`);
  });
  const { mode, uid } = await file.stat();
  const isFile = (mode & constants.S_IFMT) === constants.S_IFREG;
  if (isFile && (mode & 0o777) === PRIVATE && uid === process.getuid?.()) return { file, isNew: false };
  await file.close();
  throw new WrongUse(
    isFile
      ? `--secrets-to: ${path} has the mode ${(mode & 0o777).toString(8)} or another owner: chmod 600 it, or name a new file.`
      : `--secrets-to: ${path} is no file.`,
  );
};

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "unknown";

/** Standard output: a line of JSON for each. */
export const secretsPrinted = ({ print }: Terminal): SecretSink => ({
  handOver: async (issued) => {
    print(JSON.stringify(issued));
  },
  [Symbol.asyncDispose]: async () => undefined,
});
