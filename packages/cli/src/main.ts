import { processTerminal } from "./command-line/terminal.ts";
import { runProgram } from "./program.ts";

/** The process's own command line. An unexpected error ends it with 1, and is told without its stack. */
export const main = async (): Promise<void> => {
  const terminal = processTerminal();
  try {
    process.exitCode = await runProgram(process.argv.slice(2), terminal);
  } catch (error) {
    terminal.tell(`latchkey: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
};
