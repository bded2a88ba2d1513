import { randomBytes } from "node:crypto";
import { checkBackup } from "@latchkey/aws/backup/check-backup";
import { restoreBackup } from "@latchkey/aws/backup/restore-backup";
import { archiveKey } from "@latchkey/aws/backup/sealed-archive";
import { writeBackup } from "@latchkey/aws/backup/write-backup";
import { type BackupCommand, backupCommand, HELP } from "./backup-arguments.ts";
import { openStage } from "./open-stage.ts";

const progress = (items: number, of?: number): void => {
  if (items % 1000 === 0) console.error(`  ${items}${of === undefined ? "" : ` of ${of}`} items`);
};

const run = async (command: BackupCommand): Promise<string> => {
  const { file: path, passphrase } = command;
  if (command.do === "check") {
    const { head, rings, items } = await checkBackup(path, archiveKey(passphrase));
    return `whole: backup ${head.id} of the table ${head.table}, ${head.at}: ${items} items, ${rings.size} key rings`;
  }
  const stage = await openStage(command.stage, {
    alone: command.do === "restore",
    endpoint: process.env["DYNAMODB_ENDPOINT"],
  });
  const shared = { stage, path, passphrase, now: Date.now(), progress };
  try {
    if (command.do === "create") {
      const { id, items } = await writeBackup({ ...shared, random: (length) => randomBytes(length) });
      return `written: backup ${id}, ${items} items and the key rings, in ${path}`;
    }
    const { id, items, repaired } = await restoreBackup(shared);
    return `restored: backup ${id}, ${items} items and the key rings; repaired ${JSON.stringify(repaired)}`;
  } finally {
    await stage.stop();
  }
};

/** No backup is written over another: which file it is says Node's error, but not what to do. */
const sentence = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const { code, path }: NodeJS.ErrnoException = error;
  return code === "EEXIST" ? `There is a file ${path} already. Name another one.` : error.message;
};

const args = process.argv.slice(2);
if (args.length === 0 || args.includes("--help") || args.includes("-h")) {
  console.log(HELP);
  process.exit(0);
}
try {
  console.log(await run(await backupCommand(args, process.env)));
  process.exit(0);
} catch (error) {
  console.error(`backup: ${sentence(error)}`);
  process.exit(1);
}
