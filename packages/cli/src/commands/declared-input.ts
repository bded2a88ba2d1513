import { WrongUse } from "../command-line/exit-code.ts";
import { readBounded } from "../command-line/read-bounded.ts";
import { type ReadDeclaration, readDeclaration, WrongDeclaration } from "../declaration/read-declaration.ts";

const MAX_BYTES = 64 << 20;

export interface NamedDeclaration extends ReadDeclaration {
  /** As it was named on the command line. */
  readonly file: string;
}

/** The file of `-f`; `-` is standard input. @throws WrongUse for what is no such file */
export const readDeclarationFile = async (file: string): Promise<NamedDeclaration> => {
  const text = await readTextFile(file);
  try {
    return { file, ...readDeclaration(text, file) };
  } catch (error) {
    if (error instanceof WrongDeclaration)
      throw new WrongUse(`the file cannot be applied:\n${error.message}`);
    throw error;
  }
};

/** `-` is standard input. @throws WrongUse where it cannot be read */
export const readTextFile = (file: string): Promise<string> =>
  file === "-" ? readStandardInput() : readBounded(file, MAX_BYTES);

const readStandardInput = async (): Promise<string> => {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of process.stdin) {
    parts.push(part);
    length += part.length;
    if (length > MAX_BYTES) throw new WrongUse(`Standard input is larger than ${MAX_BYTES} bytes.`);
  }
  return Buffer.concat(parts).toString("utf8");
};
