/** Where a command writes. */
export interface Terminal {
  /** A line of the result. */
  print(line: string): void;
  /** A line for the person who waits: never part of the result. */
  tell(line: string): void;
}

/** The process's own. A reader that went away (`| head`) ends nothing: what was begun is still cleaned up. */
export const processTerminal = (): Terminal => {
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  return {
    print: (line) => process.stdout.write(`${line}\n`),
    tell: (line) => process.stderr.write(`${line}\n`),
  };
};
