import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";

export const HELP = `Backs up the table and the key rings together, and restores them.

  npm run backup -- create  --file FILE STAGE    writes FILE, while everything runs
  npm run backup -- check   --file FILE          reads FILE from end to end
  npm run backup -- restore --file FILE STAGE    into a stage that holds nothing yet

STAGE is one of
  --data FOLDER                  one machine: the folder of LATCHKEY_DATA
  --table NAME --keys PREFIX     AWS, with the credentials and the region of the environment; the secrets of the
                                 key rings begin with PREFIX (latchkey/production/)

The file holds every key and is sealed with a passphrase of at least 12 characters, which is read from
  --passphrase-file FILE         its first line, or
  LATCHKEY_BACKUP_PASSPHRASE     the environment
It is never taken from the command line, where others can see it.
`;

export type Where = { data: string } | { table: string; keys: string };
export type BackupCommand = { file: string; passphrase: string } & (
  | { do: "create" | "restore"; stage: Where }
  | { do: "check" }
);

const OPTIONS = {
  file: { type: "string" },
  data: { type: "string" },
  table: { type: "string" },
  keys: { type: "string" },
  "passphrase-file": { type: "string" },
} as const;

/** @throws Error with a sentence for what is missing. */
export const backupCommand = async (
  args: string[],
  environment: NodeJS.ProcessEnv,
): Promise<BackupCommand> => {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  const [verb, ...more] = positionals;
  if (more.length > 0 || (verb !== "create" && verb !== "check" && verb !== "restore"))
    throw new Error("Say one of create, check and restore. --help tells how.");
  if (values.file === undefined) throw new Error("Say which --file.");
  const file = resolve(values.file);
  const passphrase = await passphraseFrom(values["passphrase-file"], environment);
  if (verb === "check") return { do: verb, file, passphrase };
  return { do: verb, file, passphrase, stage: whereOf(values) };
};

const whereOf = ({ data, table, keys }: { data?: string; table?: string; keys?: string }): Where => {
  if (data !== undefined && table === undefined && keys === undefined) return { data: resolve(data) };
  if (data === undefined && table !== undefined && keys !== undefined) return { table, keys };
  throw new Error("Say which stage: --data, or --table and --keys.");
};

const passphraseFrom = async (path: string | undefined, environment: NodeJS.ProcessEnv): Promise<string> => {
  const given =
    path === undefined
      ? environment["LATCHKEY_BACKUP_PASSPHRASE"]
      : (await readFile(path, "utf8")).split(/\r?\n/, 1)[0];
  if (!given) throw new Error("There is no passphrase: --passphrase-file or LATCHKEY_BACKUP_PASSPHRASE.");
  return given;
};
