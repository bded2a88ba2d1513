import { mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";

/** The lines of a file that its owner alone reads; none where there is no file. */
export const readLines = async (path: string): Promise<string[]> => {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  });
  return text.split("\n").filter((line) => line !== "");
};

/** On the disk when it returns. */
export const appendLine = (path: string, line: string): Promise<void> => write(path, "a", `${line}\n`);

/** All or nothing. */
export const replaceLines = async (path: string, lines: readonly string[]): Promise<void> => {
  const next = `${path}.next`;
  await write(next, "w", lines.map((line) => `${line}\n`).join(""));
  await rename(next, path);
};

const write = async (path: string, flags: "a" | "w", text: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, flags, 0o600);
  try {
    await file.appendFile(text);
    await file.datasync();
  } finally {
    await file.close();
  }
};
