import { execFile } from "node:child_process";

export interface Ran {
  /** Undefined where the program is not in PATH, or was ended because it took too long. */
  code: number | undefined;
  stdout: string;
  /** What it said, or why it could not run. */
  said: string;
}

/** Runs a program to its end, for `within` milliseconds at most. */
export const runProgram = (
  command: string,
  args: readonly string[],
  { environment, within, folder }: { environment: NodeJS.ProcessEnv; within: number; folder?: string },
): Promise<Ran> =>
  new Promise((resolve) => {
    execFile(
      command,
      args,
      { env: environment, cwd: folder, timeout: within, killSignal: "SIGKILL", maxBuffer: 4 * 1024 * 1024 },
      (error, stdout, stderr) => {
        const said = stderr.trim();
        if (error === null) return resolve({ code: 0, stdout, said });
        if (error.code === "ENOENT")
          return resolve({ code: undefined, stdout: "", said: `there is no ${command} in PATH` });
        if (typeof error.code === "number") return resolve({ code: error.code, stdout, said });
        resolve({
          code: undefined,
          stdout,
          said: `${command} did not end within ${within / 1000} s. ${said}`.trim(),
        });
      },
    );
  });
