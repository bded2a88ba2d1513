import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import * as z from "zod/mini";
import { WrongUse } from "../command-line/exit-code.ts";

/** A person's sign-in at one stage. */
export const SignIn = z.object({
  issuer: z.string(),
  clientId: z.string(),
  /** What the management API takes. */
  idToken: z.string(),
  /** Milliseconds since the epoch. */
  expiresAt: z.number(),
  refreshToken: z.optional(z.string()),
});
export type SignIn = z.infer<typeof SignIn>;

/** By the control plane's address. */
const SignIns = z.record(z.string(), SignIn);

/** `LATCHKEY_CONFIG`, else as XDG's base directories say. */
export const signInsFile = (environment: NodeJS.ProcessEnv): string =>
  join(
    environment["LATCHKEY_CONFIG"] ??
      join(environment["XDG_CONFIG_HOME"] || join(homedir(), ".config"), "latchkey"),
    "sign-ins.json",
  );

const PRIVATE = 0o600;

/** @throws WrongUse for a file that others may read, or that is none of ours */
export const readSignIns = async (file: string): Promise<Record<string, SignIn>> => {
  try {
    const { mode } = await stat(file);
    if ((mode & 0o077) !== 0)
      throw new WrongUse(`${file} may be read by others: chmod 600 it, or remove it and log in again.`);
    const read = SignIns.safeParse(JSON.parse(await readFile(file, "utf8")));
    if (read.success) return read.data;
  } catch (error) {
    if (error instanceof WrongUse) throw error;
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
  }
  throw new WrongUse(`${file} cannot be read: remove it and log in again.`);
};

/** Keeps one more, or removes it. The file is replaced whole: a power cut leaves the one before. */
export const keepSignIn = async (file: string, url: string, signIn: SignIn | undefined): Promise<void> => {
  const { [url]: _, ...others } = await readSignIns(file);
  const all = signIn === undefined ? others : { ...others, [url]: signIn };
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const next = `${file}.${randomUUID()}`;
  try {
    await writeFile(next, `${JSON.stringify(all, null, 2)}\n`, { mode: PRIVATE, flag: "wx" });
    await rename(next, file);
  } finally {
    await rm(next, { force: true });
  }
};
