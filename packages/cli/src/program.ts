import { TokenRefused } from "@latchkey/client/client-credentials";
import { NoAnswer, Problem } from "@latchkey/client/problem";
import { Command, CommanderError } from "commander";
import { EXIT, type ExitCode, SourceRefused, WrongUse } from "./command-line/exit-code.ts";
import type { Terminal } from "./command-line/terminal.ts";
import { ownVersion } from "./command-line/version.ts";
import { addApply } from "./commands/apply-command.ts";
import { addCompletion } from "./commands/completion-command.ts";
import { behindTheCommand } from "./commands/connection-options.ts";
import { addCredentials } from "./commands/credentials-command.ts";
import { addDecisions } from "./commands/decide-command.ts";
import { addDoctor } from "./commands/doctor-command.ts";
import { addExport } from "./commands/export-command.ts";
import { addImport } from "./commands/import-command.ts";
import { addLists } from "./commands/list-commands.ts";
import { addLogin } from "./commands/login-command.ts";
import { addMcp } from "./commands/mcp-command.ts";
import { addOnboard } from "./commands/onboard-command.ts";

const COMMANDS = [
  addLogin,
  addApply,
  addExport,
  addImport,
  addOnboard,
  addLists,
  addCredentials,
  addDecisions,
  addMcp,
  addDoctor,
  addCompletion,
] as const;

/** Runs one command line. Answers what the process ends with. */
export const runProgram = async (words: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  let code: ExitCode = EXIT.done;
  const program = new Command("latchkey")
    .description("Latchkey's command line")
    .version(ownVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.tell(text.trimEnd()),
    });
  for (const add of COMMANDS)
    add(program, terminal, (ended) => {
      code = ended;
    });
  inherit(program);
  try {
    await program.parseAsync(behindTheCommand(words), { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongUse;
    const ended = endOf(error);
    if (ended === undefined || !(error instanceof Error)) throw error;
    terminal.tell(`latchkey: ${error.message}`);
    return ended;
  }
};

/** How errors are told is said once, for commands of commands too. */
const inherit = (command: Command): void => {
  for (const each of command.commands) {
    each.copyInheritedSettings(command);
    inherit(each);
  }
};

const endOf = (error: unknown): ExitCode | undefined => {
  if (error instanceof WrongUse) return EXIT.wrongUse;
  return [Problem, NoAnswer, TokenRefused, SourceRefused].some((kind) => error instanceof kind)
    ? EXIT.refused
    : undefined;
};
