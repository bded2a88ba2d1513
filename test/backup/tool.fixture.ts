import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { bundled } from "../support/bundled.ts";

const run = promisify(execFile);
const ROOT = new URL("../..", import.meta.url).pathname;
export const PASSPHRASE = "correct horse battery staple";

/** Runs what `npm run backup -- …` runs, its passphrase in the environment. */
export const backup = async (
  args: string[],
  passphrase = PASSPHRASE,
): Promise<{ code: number; said: string }> => {
  const command = [await bundled("packages/local/src/backup/backup-main.ts"), ...args];
  const env = { ...process.env, LATCHKEY_BACKUP_PASSPHRASE: passphrase };
  try {
    const { stdout, stderr } = await run(process.execPath, command, { cwd: ROOT, env });
    return { code: 0, said: stdout + stderr };
  } catch (error) {
    const {
      code = -1,
      stdout = "",
      stderr = "",
    } = error as { code?: number; stdout?: string; stderr?: string };
    return { code, said: stdout + stderr };
  }
};
