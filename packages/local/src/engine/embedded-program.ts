import { open } from "node:fs/promises";
import { join } from "node:path";
import type { EngineProgram } from "./engine-program.ts";

export const EMBEDDED_DATABASE = "dynamodb.sqlite";

/** The embedded engine, on its database in the folder. */
export const embeddedProgram = (binary: string, folder: string): EngineProgram => {
  const databasePath = join(folder, EMBEDDED_DATABASE);
  return {
    name: "The DynamoDB engine",
    command: binary,
    args: (port) => ["serve", "--host", "127.0.0.1", "--port", `${port}`, "--db-path", databasePath],
    environment: process.env,
    databasePath,
    announces: "listening on",
    isReady: answers,
    readyWithin: 30_000,
    askedEvery: 5,
    prepare: () => makePrivate(databasePath),
    clear: async () => {},
  };
};

/** SQLite gives its log files the mode of the database, so the database is made first, empty and private. */
const makePrivate = async (path: string): Promise<void> => {
  const file = await open(path, "a", 0o600);
  await file.chmod(0o600);
  await file.close();
};

const answers = async (port: number): Promise<boolean> => {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(1_000) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
};
