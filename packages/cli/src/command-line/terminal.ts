import { createInterface } from "node:readline/promises";
import { styleText } from "node:util";

export type Colour = "green" | "yellow" | "red" | "bold";
/** The text, in a colour where the reader sees colours. */
export type Paint = (colour: Colour, text: string) => string;

/** Where a command writes. */
export interface Terminal {
  /** A line of the result. */
  print(line: string): void;
  /** A line for the person who waits: never part of the result. */
  tell(line: string): void;
  /** What stands in the place of the last progress, where a person watches. */
  readonly progress?: (line: string) => void;
  readonly paint?: Paint;
  /** Asks the person who waits. Absent where none does. */
  readonly confirm?: (question: string) => Promise<boolean>;
}

export const plain: Paint = (_, text) => text;

/** The process's own. A reader that went away (`| head`) ends nothing: what was begun is still cleaned up. */
export const processTerminal = (): Terminal => {
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  const watched = process.stderr.isTTY;
  let shown = 0;
  const clear = (): void => {
    if (shown > 0) process.stderr.write(`\r${" ".repeat(shown)}\r`);
    shown = 0;
  };
  return {
    print: (line) => {
      clear();
      process.stdout.write(`${line}\n`);
    },
    tell: (line) => {
      clear();
      process.stderr.write(`${line}\n`);
    },
    // It heeds NO_COLOR and whether the stream is a terminal.
    paint: (colour, text) => styleText(colour, text, { stream: process.stdout }),
    ...(watched
      ? {
          progress: (line) => {
            clear();
            process.stderr.write(line);
            shown = line.length;
          },
        }
      : {}),
    ...(watched && process.stdin.isTTY ? { confirm: confirmed } : {}),
  };
};

const confirmed = async (question: string): Promise<boolean> => {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(?:es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
  } finally {
    lines.close();
  }
};
