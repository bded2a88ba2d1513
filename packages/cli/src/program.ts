import { Command, CommanderError } from "commander";
import { EXIT, type ExitCode, WrongUse } from "./command-line/exit-code.ts";
import type { Terminal } from "./command-line/terminal.ts";
import { ownVersion } from "./command-line/version.ts";
import { addApply } from "./commands/apply-command.ts";
import { addDoctor } from "./commands/doctor-command.ts";
import { addExport } from "./commands/export-command.ts";
import { addImport } from "./commands/import-command.ts";

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
  const end = (ended: ExitCode): void => {
    code = ended;
  };
  for (const add of [addApply, addExport, addImport, addDoctor]) add(program, terminal, end);
  for (const command of program.commands) command.copyInheritedSettings(program);
  try {
    await program.parseAsync([...words], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongUse;
    if (!(error instanceof WrongUse)) throw error;
    terminal.tell(`latchkey: ${error.message}`);
    return EXIT.wrongUse;
  }
};
