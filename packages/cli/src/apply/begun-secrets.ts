import { readFile, rm } from "node:fs/promises";
import { openPrivate } from "./secret-sink.ts";

/**
 * Whose secrets a run has begun to make and has not handed over, kept beside the file of secrets. A process that is killed in
 * between has lost a secret that is kept nowhere: the next run makes the credential again.
 */
export interface BegunSecrets extends AsyncDisposable {
  /** Marks that earlier runs have begun and not ended. */
  readonly lost: ReadonlySet<string>;
  /** Is kept before the stage is asked. */
  begin(mark: string): Promise<void>;
  /** Its secret is handed over, or none was made. */
  end(mark: string): Promise<void>;
  /** All that the file says is there: no mark is needed any more. */
  forget(): void;
}

/** Where secrets are printed, none is looked for afterwards. */
export const noneBegun: BegunSecrets = {
  lost: new Set(),
  begin: async () => undefined,
  end: async () => undefined,
  forget: () => undefined,
  [Symbol.asyncDispose]: async () => undefined,
};

/** @throws WrongUse as the file of secrets beside it */
export const begunSecrets = async (secretsPath: string): Promise<BegunSecrets> => {
  const path = `${secretsPath}.unfinished`;
  const { file } = await openPrivate(path);
  const text = await readFile(path, "utf8");
  if (!/^$|\n$/.test(text)) await file.appendFile("\n");
  const lost = marksOf(text);
  const open = new Set(lost);
  let isForgotten = false;
  const keep = async (line: object): Promise<void> => {
    await file.appendFile(`${JSON.stringify(line)}\n`);
    await file.datasync();
  };
  return {
    lost,
    begin: async (mark) => {
      open.add(mark);
      await keep({ begun: mark });
    },
    end: async (mark) => {
      await keep({ ended: mark });
      open.delete(mark);
    },
    forget: () => {
      isForgotten = true;
    },
    [Symbol.asyncDispose]: async () => {
      await file.close();
      if (isForgotten || open.size === 0) await rm(path, { force: true });
    },
  };
};

/** A last line that is not whole was never answered for: nothing was asked after it. */
const marksOf = (text: string): Set<string> => {
  const marks = new Set<string>();
  for (const line of text.split("\n")) {
    const { begun, ended } = readLine(line);
    if (typeof begun === "string") marks.add(begun);
    if (typeof ended === "string") marks.delete(ended);
  }
  return marks;
};

const readLine = (line: string): { begun?: unknown; ended?: unknown } => {
  try {
    return Object(JSON.parse(line));
  } catch {
    return {};
  }
};
