import { readFile, stat } from "node:fs/promises";
import { WrongUse } from "./exit-code.ts";

/** The text of a file of at most so many bytes. @throws WrongUse, without what the file says */
export const readBounded = async (path: string, most: number): Promise<string> => {
  try {
    const { size } = await stat(path);
    if (size > most) throw new WrongUse(`${path} is larger than ${most} bytes.`);
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof WrongUse) throw error;
    const code = error instanceof Error && "code" in error ? error.code : "unknown";
    throw new WrongUse(`${path} cannot be read (${code}).`);
  }
};
