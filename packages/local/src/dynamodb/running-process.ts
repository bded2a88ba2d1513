import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";

/** A process of this machine. */
export interface RunningProcess {
  parent: number;
  /** The words that it was started with, a space between them. */
  words: string;
}

/** Undefined for a process that is gone, also one that goes while it is read. */
export const runningProcess = async (pid: number): Promise<RunningProcess | undefined> =>
  process.platform === "linux" ? ofLinux(pid) : ofPs(pid);

const ofLinux = async (pid: number): Promise<RunningProcess | undefined> => {
  try {
    const [words, status] = await Promise.all([
      readFile(`/proc/${pid}/cmdline`, "utf8"),
      readFile(`/proc/${pid}/status`, "utf8"),
    ]);
    const parent = /^PPid:\s+(\d+)$/m.exec(status)?.[1];
    return parent === undefined
      ? undefined
      : { parent: Number(parent), words: words.replaceAll("\0", " ").trimEnd() };
  } catch {
    return undefined;
  }
};

/** By POSIX `ps`: macOS has no /proc. */
export const ofPs = (pid: number): Promise<RunningProcess | undefined> =>
  new Promise((resolve) => {
    execFile("ps", ["-ww", "-o", "ppid=", "-o", "args=", "-p", `${pid}`], (error, stdout) => {
      const [, parent, words] = /^\s*(\d+)\s+(.+)/.exec(stdout) ?? [];
      if (error !== null || parent === undefined || words === undefined) return resolve(undefined);
      resolve({ parent: Number(parent), words: words.trimEnd() });
    });
  });
